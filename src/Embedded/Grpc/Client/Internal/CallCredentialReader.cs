using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Runs call credentials and collects the metadata they give.</summary>
internal sealed class CallCredentialReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    /// <summary>The metadata of all credentials.</summary>
    public static async Task<Metadata> ReadAsync(CallCredentials credentials, AuthInterceptorContext context)
    {
        var reader = new CallCredentialReader();
        credentials.InternalPopulateConfiguration(reader, state: null);
        var metadata = new Metadata();
        foreach (var interceptor in reader._interceptors)
            await interceptor(context, metadata);
        return metadata;
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials)
            part.InternalPopulateConfiguration(this, state);
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor)
        => _interceptors.Add(interceptor);
}
