using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R22: schemas of earlier versions are opened by the present one, with everything in them, and go on. The files in Fixtures
/// are what pg_dump wrote, and are never changed: each version that changes the schema adds one of its own.
/// </summary>
public sealed class OldSchemaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Reports = 50;
    private const string DumpedSchema = "megaregion";

    private readonly string _schema = PostgresFixture.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-schema-4.postgres.sql")]
    public async Task A_schema_of_an_earlier_version_is_opened_whole_and_goes_on(string fixture)
    {
        await LoadAsync(fixture);

        await using var store = postgres.Open(_schema);
        await StoredReports.ShouldHoldAsync(store, [.. Enumerable.Range(1, Reports).Select(sequence => (long)sequence)]);
        var next = new JournalRecord("p", Reports + 1, 1, 1, [1, 2, 3]);
        (await store.GetRequiredService<IJournal>().AppendAsync(new("hub:writer"), Reports, [next], Cancellation))
            .ShouldBe(Reports + 1);
    }

    [Theory]
    [InlineData("2026-11-schema-5.postgres.sql")]
    public async Task A_schema_of_an_earlier_version_whose_journal_was_truncated_is_opened_whole_and_goes_on(string fixture)
    {
        await LoadAsync(fixture);

        await using var store = postgres.Open(_schema);
        await TruncatedJournal.ShouldGoOnAsync(store);
    }

    // Negative control: a schema that is not what any version wrote is not opened.
    [Fact]
    public async Task A_schema_whose_migrations_are_not_ours_is_refused()
    {
        await LoadAsync("2026-11-schema-4.postgres.sql");
        await postgres.Server.ExecuteAsync($"UPDATE {_schema}.schema_migrations SET checksum = 'other' WHERE version = 1");

        await using var store = postgres.Open(_schema);
        Should.Throw<StoreStartupException>(() => store.GetRequiredService<IJournal>());
    }

    private async Task LoadAsync(string fixture)
    {
        var dump = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture), Cancellation);
        await postgres.Server.ExecuteAsync(dump.Replace(DumpedSchema, _schema, StringComparison.Ordinal));
    }
}
