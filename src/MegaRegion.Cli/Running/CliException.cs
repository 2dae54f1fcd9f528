namespace MegaRegion.Cli.Running;

/// <summary>A failure that the user can cure; the message names it and the cure.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">In the user's language.</param>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process answers.</summary>
    public int ExitCode { get; } = exitCode;
}
