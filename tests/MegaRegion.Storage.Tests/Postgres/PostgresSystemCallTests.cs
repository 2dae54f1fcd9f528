namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R02 and R05 on PostgreSQL: the server process that commits is killed at its Nth write or fsync, or its fsync fails,
/// and the server stops itself and recovers. The store asks what became of the commit, under load.
/// </summary>
public sealed class PostgresSystemCallTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Hubs = 4;
    private const int LastOccurrence = 25;
    private const int Seed = 20_261_122;
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("fdatasync", "signal=KILL", 100)]
    [InlineData("pwrite64", "signal=KILL", 100)]
    [InlineData("fdatasync", "error=EIO", 20)]
    [InlineData("pwrite64", "error=EIO", 20)]
    public async Task A_commit_that_the_server_died_of_is_asked_for_and_never_doubled_or_lost(
        string call, string fault, int full)
    {
        await WriterProcess.RequireStraceAsync();
        await using var store = postgres.Open(PostgresFixture.NewSchema());
        await using var hubs = new ReportingHubs(store, Hubs);
        var random = new Random(Seed);
        var faults = FaultForm.Choose(1, full);
        for (var round = 0; round < faults; round++)
        {

            // From the Nth on: an error at one that extends a table is only an error, and the next one is of the log.
            var injection = FormattableString.Invariant($"{call}:{fault}:when={random.Next(1, LastOccurrence)}+");
            await using var traced = await TracedBackend.AttachAsync(postgres.Server, injection);
            await traced.DiedAsync();
            await AcknowledgeAgainAsync(hubs);
        }

        await hubs.StopAndCompareAsync();
        FaultForm.Say($"{faults} times {fault} at {call}, {hubs.Acknowledgements} reports acknowledged and there once");
    }

    private static Task<TimeSpan> AcknowledgeAgainAsync(ReportingHubs hubs)
    {
        var before = hubs.Acknowledgements;
        return Eventually.HoldsAsync(
            () => hubs.Acknowledgements > before + Hubs, RecoveryLimit, "reports are acknowledged again");
    }
}
