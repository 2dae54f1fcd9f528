namespace MegaRegion.Storage.Postgres;

/// <summary>
/// How many reports a page of a long read asks for. The server does not know a report's size before it sends it, so the
/// next page is sized by the last one; the first is small.
/// </summary>
internal sealed class PageSize
{
    private const int FirstReports = 32;
    private const int MaxReports = 1_024;
    private const long TargetBytes = 4L << 20;

    /// <summary>Reports of the next page.</summary>
    public int Reports { get; private set; } = FirstReports;

    /// <summary>Takes the size of a page into account.</summary>
    public void Learn(int reports, long bytes)
    {
        if (reports > 0)
        {
            var fitting = TargetBytes / Math.Max(1, bytes / reports);
            Reports = (int)Math.Clamp(Math.Min(fitting, Reports * 8L), 1, MaxReports);
        }
    }
}
