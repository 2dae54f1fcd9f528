using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R10: the connection is lost around a COMMIT, so that nobody knows what became of it.</summary>
public sealed class UnknownCommitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Seed = 20_261_122;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_that_was_cut_off_is_asked_for_and_never_doubled_or_lost()
    {
        var cuts = FaultForm.Choose(18, 500);
        await using var proxy = new CommitCuttingProxy(postgres.Server.Port);
        await using var store = OpenPatient(proxy);
        var journal = store.GetRequiredService<IJournal>();
        var random = new Random(Seed);

        for (var sequence = 1; sequence <= cuts; sequence++)
        {
            proxy.Arm((Cut)random.Next(1, 4));
            (await AppendAsync(journal, sequence)).ShouldBe(sequence);
        }

        proxy.Cuts.ShouldBe(cuts);
        FaultForm.Say($"{cuts} commits cut, seed {Seed}");
        await StoredReports.ShouldHoldAsync(store, [.. Enumerable.Range(1, cuts).Select(sequence => (long)sequence)]);
        (await journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(cuts);
    }

    [Theory]
    [InlineData((int)Cut.BeforeRequest)]
    [InlineData((int)Cut.AfterRequest)]
    [InlineData((int)Cut.BeforeReply)]
    public async Task A_whole_group_of_hubs_is_resolved_at_once(int cut)
    {
        const int Hubs = 50;
        await using var proxy = new CommitCuttingProxy(postgres.Server.Port);
        await using var store = OpenPatient(proxy);
        var journal = store.GetRequiredService<IJournal>();
        proxy.Arm((Cut)cut);

        var offsets = await Task.WhenAll(Enumerable.Range(1, Hubs).Select(hub =>
            journal.AppendAsync(Sample.Hub(hub), 0, [Marked(1)], Cancellation).AsTask()));

        offsets.Order().ShouldBe(Enumerable.Range(1, Hubs).Select(offset => (long)offset));
        proxy.Cuts.ShouldBe(1);
        (await journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(Hubs, Hubs * 2, Hubs));
    }

    // Negative control: the same cut makes a writer that sends again without asking write twice.
    [Fact]
    public async Task A_writer_that_guesses_doubles_its_report()
    {
        await using var proxy = new CommitCuttingProxy(postgres.Server.Port);
        var table = PostgresFixture.NewSchema();
        await postgres.Server.ExecuteAsync($"CREATE TABLE {table} (sequence bigint, payload bytea)");
        proxy.Arm(Cut.BeforeReply);

        await GuessAsync(proxy.Port, table);

        proxy.Cuts.ShouldBe(1);
        (await postgres.Server.ExecuteAsync($"SELECT count(*) FROM {table}")).ShouldBe(2L);
    }

    // Only the cuts are to be seen here, also in the full form. On a busy machine the probe, which gives up after a second,
    // would call the database lost, and an append would be refused untried.
    private ServiceProvider OpenPatient(CommitCuttingProxy proxy) => postgres.Open(
        PostgresFixture.NewSchema(),
        proxy.Port,
        options =>
        {
            PatientLimits.Set(options);
            options.ProbePeriod = TimeSpan.FromMinutes(1);
        });

    private static async Task GuessAsync(int port, string table)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    $"Host=127.0.0.1;Port={port};Username=megaregion;Database=postgres;Pooling=false");
                await connection.OpenAsync(Cancellation);
                await using var transaction = await connection.BeginTransactionAsync(Cancellation);
                await using var insert = new NpgsqlCommand($"INSERT INTO {table} VALUES (1, $1)", connection);
                insert.Parameters.Add(new NpgsqlParameter { Value = CommitCuttingProxy.Mark });
                await insert.ExecuteNonQueryAsync(Cancellation);
                await transaction.CommitAsync(Cancellation);
                return;
            }
            catch (NpgsqlException) when (attempt == 1)
            {
                // It guesses that nothing was kept.
            }
        }
    }

    private static async Task<long> AppendAsync(IJournal journal, int sequence) =>
        await journal.AppendAsync(Sample.Hub(1), sequence - 1, [Marked(sequence)], Cancellation);

    private static JournalRecord Marked(int sequence) =>
        new("door", sequence, sequence, 2, CommitCuttingProxy.Mark);
}
