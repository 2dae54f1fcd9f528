using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Internal;

/// <summary>What the client logs. Event ids are stable.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(101, LogLevel.Debug, "The call of {Method} ended with {Code}: {Detail}")]
    public static partial void CallFailed(this ILogger logger, string method, Core.StatusCode code, string detail);

    [LoggerMessage(102, LogLevel.Warning, "The credentials of a call of {Method} were not sent: the channel has no TLS.")]
    public static partial void CredentialsNotSent(this ILogger logger, string method);
}
