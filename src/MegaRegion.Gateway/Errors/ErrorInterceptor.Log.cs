using MegaRegion.V1;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Gateway.Errors;

internal sealed partial class ErrorInterceptor
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Debug, Message = "{Method} was refused with {Code}.")]
    private static partial void LogRefused(ILogger logger, string method, ErrorCode code, Exception exception);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Debug, Message = "The caller of {Method} went away.")]
    private static partial void LogGone(ILogger logger, string method);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "{Method} failed unexpectedly.")]
    private static partial void LogUnexpected(ILogger logger, string method, Exception exception);
}
