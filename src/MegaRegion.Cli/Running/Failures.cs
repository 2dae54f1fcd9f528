using Grpc.Core;
using MegaRegion.Cli.Reporting;
using MegaRegion.Client.Errors;
using MegaRegion.Client.Reporting;
using MegaRegion.DataSet;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Storage;
using MegaRegion.Server;
using MegaRegion.Storage;
using MegaRegion.Storage.Backup;
using Microsoft.AspNetCore.Connections;

namespace MegaRegion.Cli.Running;

/// <summary>What a failure means to the user: a message with the cure, and the exit code.</summary>
internal static class Failures
{
    /// <summary>Describes a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="session">Language and server.</param>
    /// <param name="stop">Whether the user asked to stop.</param>
    public static (int ExitCode, string Message) Describe(Exception exception, Session session, CancellationToken stop) =>
        exception switch
        {
            CliException known => (known.ExitCode, known.Message),
            OperationCanceledException when stop.IsCancellationRequested => (ExitCode.Interrupted, ""),
            RpcException { StatusCode: StatusCode.Cancelled } when stop.IsCancellationRequested => (ExitCode.Interrupted, ""),
            ReportRefusedException { InnerException: RpcException refusal } => Describe(refusal, session),
            HubClientStoppedException { InnerException: { } cause } => Describe(cause, session, stop),
            RpcException rpc => Describe(rpc, session),
            CsvFlowException => (ExitCode.Usage, exception.Message),
            RetentionRefusedException or ServerOptionsException or DirectoryNotFoundException or FileNotFoundException or DataSetException =>
                (ExitCode.Usage, exception.Message),
            LedgerCopyException or JournalCorruptException => (ExitCode.Refused, exception.Message),
            JournalUnavailableException or JournalFullException => (ExitCode.Unavailable, exception.Message),
            StoreStartupException => (ExitCode.Unavailable, exception.Message),
            IOException { InnerException: AddressInUseException } => (ExitCode.Unavailable, session.Words.Pick(
                $"{exception.Message} Another server runs there; stop it, or choose other ports with --urls.",
                $"{exception.Message} 別のサーバーが動いています。停止するか、--urls で別のポートを指定してください。")),
            IOException or UnauthorizedAccessException => (ExitCode.Usage, exception.Message),
            _ => (ExitCode.Defect, $"A defect of this program; please report it.\n{exception}"),
        };

    private static (int ExitCode, string Message) Describe(RpcException exception, Session session)
    {
        if (ErrorDetails.Find(exception) is { } detail)
        {
            if (detail.Problems.Count > 1)
            {
                var problems = detail.Problems.Select(problem => $"  {problem.Field}: {session.Words.Pick(problem.Message, problem.MessageJa)}");
                return (ExitCode.Refused, string.Join(Environment.NewLine, problems.Prepend($"{detail.Code}:")));
            }

            return (ExitCode.Refused, session.Words.Pick(
                $"{detail.Code}: {detail.Message}", $"{detail.Code}: {(detail.MessageJa.Length > 0 ? detail.MessageJa : detail.Message)}"));
        }

        return exception.StatusCode == StatusCode.Unavailable
            ? (ExitCode.Unavailable, session.Words.Pick(
                $"No server answers at {session.Url}. Start one with: megaregion serve",
                $"{session.Url} にサーバーがありません。次で起動できます: megaregion serve"))
            : (ExitCode.Refused, $"{exception.StatusCode}: {exception.Status.Detail}");
    }
}
