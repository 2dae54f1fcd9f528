using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>How the services of this server treat calls.</summary>
public class GrpcServiceOptions
{
    private int? _maxReceiveMessageSize = GrpcHeaders.DefaultMaxReceiveMessageSize;
    private int? _maxSendMessageSize;
    private IList<ICompressionProvider>? _compressionProviders;

    /// <summary>Largest response in bytes; null (default) for no limit. A larger one ends the call with RESOURCE_EXHAUSTED.</summary>
    public int? MaxSendMessageSize
    {
        get => _maxSendMessageSize;
        set
        {
            _maxSendMessageSize = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    /// <summary>
    /// Largest request in bytes, compressed or not; default 4 MiB; null for no limit. A larger one ends the call
    /// with RESOURCE_EXHAUSTED before it is read.
    /// </summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set
        {
            _maxReceiveMessageSize = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    /// <summary>Whether the message of a handler's exception is told to clients; default no.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding of responses for clients that accept it; null (default) for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>The level of response compression; null for the provider's own.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The message encodings understood; gzip and deflate unless changed.</summary>
    public IList<ICompressionProvider> CompressionProviders
    {
        get => _compressionProviders ??= [.. CompressionSet.CreateDefaultProviders()];
        set => _compressionProviders = value;
    }

    /// <summary>Whether calls of services that are not mapped are left to the rest of the application; default no.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The interceptors, outermost first.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    internal bool MaxSendMessageSizeSpecified { get; private set; }

    internal bool MaxReceiveMessageSizeSpecified { get; private set; }

    internal bool HasCompressionProviders => _compressionProviders is not null;
}
