using System.IO.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The options of one method: those of its service over those of the server.</summary>
internal sealed class MethodOptions
{
    public MethodOptions(GrpcServiceOptions global, GrpcServiceOptions service)
    {
        MaxReceiveMessageSize = service.MaxReceiveMessageSizeSpecified ? service.MaxReceiveMessageSize : global.MaxReceiveMessageSize;
        MaxSendMessageSize = service.MaxSendMessageSizeSpecified ? service.MaxSendMessageSize : global.MaxSendMessageSize;
        DetailedErrors = service.EnableDetailedErrors ?? global.EnableDetailedErrors ?? false;
        ResponseEncoding = service.ResponseCompressionAlgorithm ?? global.ResponseCompressionAlgorithm;
        ResponseLevel = service.ResponseCompressionLevel ?? global.ResponseCompressionLevel;
        var providers = global.CompressionProviders.AsEnumerable();
        Compression = new CompressionSet(service.HasCompressionProviders ? providers.Concat(service.CompressionProviders) : providers);
        Interceptors = [.. global.Interceptors, .. service.Interceptors];
        if (ResponseEncoding is not null && ResponseEncoding != GrpcHeaders.Identity && Compression.Find(ResponseEncoding) is null)
            throw new InvalidOperationException($"There is no compression provider for the response encoding \"{ResponseEncoding}\".");
    }

    public int? MaxReceiveMessageSize { get; }

    public int? MaxSendMessageSize { get; }

    public bool DetailedErrors { get; }

    public string? ResponseEncoding { get; }

    public CompressionLevel? ResponseLevel { get; }

    public CompressionSet Compression { get; }

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; }
}
