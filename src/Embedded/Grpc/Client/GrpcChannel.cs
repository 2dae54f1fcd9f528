using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Internal;
using Grpc.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// A client's way to one server: cheap to make calls on, to be shared and kept. Connections are opened by the first
/// call and again when they are lost.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, ClientMethod> _methods = new();
    private readonly HashSet<ClientCall> _calls = [];
    private readonly Lock _lock = new();
    private readonly RetryPolicies _retryPolicies;
    private readonly HttpMessageInvoker _http;
    private readonly bool _disposesHttp;
    private volatile bool _isDisposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
            throw new ArgumentException("Give the channel either an HttpClient or an HttpHandler, not both.", nameof(options));
        var security = ChannelSecurity.Read(address, options);
        IsSecure = security.IsSecure;
        Credentials = security.CallCredentials;
        Address = address;
        Options = options;
        HttpVersion = options.HttpVersion ?? System.Net.HttpVersion.Version20;
        HttpVersionPolicy = options.HttpVersionPolicy ?? System.Net.Http.HttpVersionPolicy.RequestVersionExact;
        Time = options.ServiceProvider?.GetService<TimeProvider>() ?? TimeProvider.System;
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.GrpcCall");
        Compression = new CompressionSet(options.CompressionProviders ?? [.. CompressionSet.CreateDefaultProviders()]);
        _retryPolicies = new RetryPolicies(options);
        _disposesHttp = options is { HttpClient: null, HttpHandler: null } || options.DisposeHttpClient;
        _http = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? CreateHandler(Time), _disposesHttp);
    }

    internal Uri Address { get; }

    internal bool IsSecure { get; }

    internal CallCredentials? Credentials { get; }

    internal GrpcChannelOptions Options { get; }

    internal Version HttpVersion { get; }

    internal HttpVersionPolicy HttpVersionPolicy { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    internal CompressionSet Compression { get; }

    /// <summary>A channel to an address such as <c>https://host:443</c> or <c>http://127.0.0.1:5000</c>.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address, with options.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
        => ForAddress(new Uri(address, UriKind.Absolute), channelOptions);

    /// <summary>A channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address, with options.</summary>
    /// <exception cref="ArgumentException">The address is not http or https, or the options contradict each other.</exception>
    /// <exception cref="InvalidOperationException">The credentials do not fit the address.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"The address {address} is neither http nor https.", nameof(address));
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Cancels the calls under way and closes the connections.</summary>
    public void Dispose()
    {
        ClientCall[] calls;
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            calls = [.. _calls];
        }

        foreach (var call in calls)
            call.Dispose();
        if (_disposesHttp)
            _http.Dispose();
    }

    /// <summary>The handler of a channel that was given none.</summary>
    internal static SocketsHttpHandler CreateHandler(TimeProvider time) => new()
    {
        EnableMultipleHttp2Connections = true,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PlaintextStreamFilter = (connection, _) => ValueTask.FromResult(
            connection.NegotiatedHttpVersion.Major == 2
                ? new SettledStream(connection.PlaintextStream, time)
                : connection.PlaintextStream),
    };

    internal ClientMethod Describe(IMethod method)
        => _methods.TryGetValue(method, out var known) ? known : _methods.GetOrAdd(method, NewMethod);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => _http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _http.SendAsync(request, cancellationToken);

    internal void Enter(ClientCall call)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _calls.Add(call);
        }
    }

    internal void Leave(ClientCall call)
    {
        lock (_lock)
            _calls.Remove(call);
    }

    /// <inheritdoc />
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private ClientMethod NewMethod(IMethod method)
    {
        var path = Address.AbsolutePath.TrimEnd('/') + method.FullName;
        return new ClientMethod(method, new Uri(Address, path), _retryPolicies.Find(method));
    }
}
