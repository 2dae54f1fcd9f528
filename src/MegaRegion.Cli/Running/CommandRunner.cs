using System.CommandLine;

namespace MegaRegion.Cli.Running;

/// <summary>
/// Runs a command's action with its session and signals, and turns every failure into one message and an exit code.
/// </summary>
internal static class CommandRunner
{
    /// <summary>Gives a command its action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">Receives the session and a token that the first Ctrl-C cancels.</param>
    public static void SetSessionAction(this Command command, Func<Session, CancellationToken, Task<int>> action) =>
        command.SetSignalledAction((session, signals) => action(session, signals.Token));

    /// <summary>Gives a command its action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">Receives the session and the signals, of which it handles more than the first.</param>
    public static void SetSignalledAction(this Command command, Func<Session, StopSignals, Task<int>> action) =>
        command.SetAction((arguments, _) => RunAsync(arguments, action));

    private static async Task<int> RunAsync(ParseResult arguments, Func<Session, StopSignals, Task<int>> action)
    {
        using var session = new Session(arguments);
        using var signals = new StopSignals();
        try
        {
            return await action(session, signals);
        }
        catch (Exception exception)
        {
            // The call boundary of the process: every failure is told, none escapes as a stack trace unless it is a defect.
            var (exitCode, message) = Failures.Describe(exception, session, signals.Token);
            if (message.Length > 0)
            {
                await Console.Error.WriteLineAsync(message);
            }

            return exitCode;
        }
    }
}
