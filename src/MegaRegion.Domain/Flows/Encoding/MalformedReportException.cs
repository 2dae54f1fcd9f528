namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>Bytes that are not a report.</summary>
public sealed class MalformedReportException : Exception
{
    /// <summary>An exception that says what was wrong and where.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="position">The byte at which reading stopped, from 0.</param>
    public MalformedReportException(string message, int position)
        : base($"{message} (at byte {position})") => Position = position;

    /// <summary>The byte at which reading stopped, from 0.</summary>
    public int Position { get; }
}
