namespace Grpc.Core;

/// <summary>Everything a service method knows about the call it serves.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? _userState;

    /// <summary>For implementations.</summary>
    protected ServerCallContext()
    {
    }

    /// <summary>The path of the method: <c>/service/method</c>.</summary>
    public string Method => MethodCore;

    /// <summary>The authority the client called.</summary>
    public string Host => HostCore;

    /// <summary>The client's address, for example <c>ipv4:127.0.0.1:50000</c>.</summary>
    public string Peer => PeerCore;

    /// <summary>When the call must have ended, in UTC; <see cref="DateTime.MaxValue"/> without a deadline.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>The client's metadata, without the headers of HTTP and of gRPC itself.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the client gives up, the connection is lost or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>Metadata to send after the last response message.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status to end the call with if the handler returns normally.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>How response messages are written.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>What TLS knows about the client.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>Things that interceptors and the handler leave for each other.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>For implementations.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract string HostCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>For implementations.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>For implementations.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>For implementations.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>For implementations.</summary>
    protected virtual IDictionary<object, object> UserStateCore => _userState ??= [];

    /// <summary>Sends the response headers now. They can be sent once, and before the first message.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>A token that gives this call's deadline and cancellation to calls made for it.</summary>
    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null)
        => CreatePropagationTokenCore(options);

    /// <summary>For implementations.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>For implementations.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}
