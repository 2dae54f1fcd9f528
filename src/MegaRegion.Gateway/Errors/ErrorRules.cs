using System.Collections.Frozen;
using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Errors;

/// <summary>
/// Status and retry advice of every <see cref="ErrorCode"/>, read from the annotations of <c>errors.proto</c>: the
/// contract that callers read is the table that the gateway obeys.
/// </summary>
internal static class ErrorRules
{
    private static readonly FrozenDictionary<ErrorCode, ErrorRule> Rules = ReadRules();

    /// <summary>The gRPC status of a code.</summary>
    public static StatusCode StatusOf(ErrorCode code) => (StatusCode)Rules[code].Status;

    /// <summary>What the caller should do.</summary>
    public static RetryAdvice RetryOf(ErrorCode code) => Rules[code].Retry;

    private static FrozenDictionary<ErrorCode, ErrorRule> ReadRules() =>
        ErrorsReflection.Descriptor.EnumTypes
            .Single(type => type.ClrType == typeof(ErrorCode))
            .Values
            .ToFrozenDictionary(
                value => (ErrorCode)value.Number,
                value => value.GetOptions()?.GetExtension(ErrorsExtensions.ErrorRule)
                    ?? throw new InvalidOperationException($"{value.Name} has no error_rule in errors.proto."));
}
