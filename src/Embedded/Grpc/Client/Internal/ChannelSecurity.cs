using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>What a channel's credentials and address say about TLS and call credentials.</summary>
internal sealed class ChannelSecurity : ChannelCredentialsConfiguratorBase
{
    private bool? _isSecure;

    private ChannelSecurity()
    {
    }

    public bool IsSecure => _isSecure == true;

    public CallCredentials? CallCredentials { get; private set; }

    /// <summary>Reads and checks the credentials of a channel.</summary>
    /// <exception cref="InvalidOperationException">The credentials do not fit the address, or are not supported.</exception>
    public static ChannelSecurity Read(Uri address, GrpcChannelOptions options)
    {
        var security = new ChannelSecurity();
        var isHttps = address.Scheme == Uri.UriSchemeHttps;
        if (options.Credentials is null)
            security._isSecure = isHttps;
        else
            options.Credentials.InternalPopulateConfiguration(security, options);
        if (security._isSecure == true && !isHttps)
            throw new InvalidOperationException($"The credentials ask for TLS, but the address {address} is not https.");
        if (security._isSecure == false && isHttps)
            throw new InvalidOperationException($"The credentials are insecure, but the address {address} is https.");
        return security;
    }

    public override void SetInsecureCredentials(object state) => _isSecure = false;

    public override void SetSslCredentials(
        object state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback)
    {
        if (rootCertificates is not null || keyCertificatePair is not null || verifyPeerCallback is not null)
        {
            throw new InvalidOperationException(
                "SslCredentials with roots, a client certificate or a callback are not supported: set them on the HttpHandler.");
        }

        _isSecure = true;
    }

    public override void SetCompositeCredentials(
        object state,
        ChannelCredentials channelCredentials,
        CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, state);
        CallCredentials = CallCredentials is null ? callCredentials : CallCredentials.Compose(CallCredentials, callCredentials);
    }
}
