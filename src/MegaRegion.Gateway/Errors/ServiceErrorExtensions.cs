using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MegaRegion.V1;
using RpcStatus = Google.Rpc.Status;

namespace MegaRegion.Gateway.Errors;

/// <summary>Turns a failure into what goes over the wire.</summary>
internal static class ServiceErrorExtensions
{
    /// <summary>The trailer that carries <c>google.rpc.Status</c>.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The typed detail.</summary>
    public static ErrorDetail ToDetail(this ServiceError error) => new()
    {
        Code = error.Code,
        Retry = ErrorRules.RetryOf(error.Code),
        RetryAfterMs = (long)error.RetryAfter.TotalMilliseconds,
        FlowPosition = error.FlowPosition,
        Field = error.Field,
        Message = error.English,
        MessageJa = error.Japanese,
        Sequence = error.Sequence,
        ExpectedSequence = error.ExpectedSequence,
        Problems = { error.Problems },
    };

    /// <summary>The exception that ends a call with the failure's status, and its detail in the trailers.</summary>
    public static RpcException ToRpcException(this ServiceError error)
    {
        var trailers = new Metadata { { DetailsTrailer, error.ToStatusDetails().ToByteArray() } };
        return new RpcException(new Status(ErrorRules.StatusOf(error.Code), error.English), trailers);
    }

    /// <summary>What <see cref="DetailsTrailer"/> carries.</summary>
    public static RpcStatus ToStatusDetails(this ServiceError error)
    {
        var details = new RpcStatus { Code = (int)ErrorRules.StatusOf(error.Code), Message = error.English };
        details.Details.Add(Any.Pack(error.ToDetail()));
        return details;
    }
}
