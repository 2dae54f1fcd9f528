namespace MegaRegion.Cli.Running;

/// <summary>What the process answers to the shell; docs/operations/command-line.md lists them for users.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The ledger has differences, or the comparison came to no conclusion.</summary>
    public const int Difference = 1;

    /// <summary>The command line or an input file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answers, or it could not be started.</summary>
    public const int Unavailable = 3;

    /// <summary>The server refused the request.</summary>
    public const int Refused = 4;

    /// <summary>A defect of this program.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM before it was done.</summary>
    public const int Interrupted = 130;
}
