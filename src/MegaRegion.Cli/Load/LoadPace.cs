namespace MegaRegion.Cli.Load;

/// <summary>How a run is put on a server.</summary>
/// <param name="Speed">Simulated seconds in a second.</param>
/// <param name="Scale">Factor on the run's flows.</param>
/// <param name="Start">Simulated time of the beginning.</param>
/// <param name="Duration">Of the wall clock.</param>
internal sealed record LoadPace(double Speed, double Scale, DateTimeOffset Start, TimeSpan Duration)
{
    private const int MorningHour = 8;

    /// <summary>The last 8 o'clock in Japan from which a load ends before now: the ledger takes no events from the future.</summary>
    public static DateTimeOffset LastMorning(double speed, TimeSpan duration, DateTimeOffset now)
    {
        var latest = (now - (duration * speed)).ToOffset(LoadShape.Offset);
        var morning = new DateTimeOffset(latest.Year, latest.Month, latest.Day, MorningHour, 0, 0, LoadShape.Offset);
        return morning <= latest ? morning : morning.AddDays(-1);
    }
}
