using MegaRegion.Faults.Tests.Servers;
using MegaRegion.Grains.Storage;
using MegaRegion.PrivatePostgres;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MegaRegion.Storage.Tests.Postgres;

public sealed class PostgresStartupTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    // The store's: "MREG".
    private const int LockClass = 0x4D524547;

    private readonly string _schema = PostgresFixture.NewSchema();

    [Fact]
    public async Task Processes_that_start_at_once_migrate_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => postgres.Open(_schema)).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(store.GetRequiredService<IJournal>)));

        (await postgres.Server.ExecuteAsync($"SELECT count(*) > 0 AND count(*) = max(version) FROM {_schema}.schema_migrations"))
            .ShouldBe(true);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    // Before, a store gave up after CommandTimeout, and of many that started on a slow disk all but the first few ended.
    [Fact]
    public async Task A_store_waits_for_one_that_migrates_longer_than_a_statement_may_take()
    {
        await using var migrating = await MigratingAsync();
        await using var store = postgres.OpenAsShipped(_schema, configure: options => options.CommandTimeout = TimeSpan.FromSeconds(1));
        var opening = Task.Run(store.GetRequiredService<IJournal>);
        await HasWaitedAsync(opening, "wait_event_type = 'Lock'", TimeSpan.FromSeconds(3));

        await migrating.CloseAsync();

        (await opening).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_waits_in_vain_for_one_that_migrates_says_so()
    {
        await using var migrating = await MigratingAsync();
        await using var store = postgres.Open(_schema, configure: options => options.MigrationTimeout = TimeSpan.FromSeconds(1));

        Should.Throw<StoreStartupException>(store.GetRequiredService<IJournal>).Message.ShouldContain("Another process migrates");
    }

    // A process or a machine that stands still between two statements is no reason to end a start.
    [Fact]
    public async Task A_migration_may_stand_still_longer_than_another_transaction()
    {
        var limit = TimeSpan.FromSeconds(1);
        await using var migrating = await MigratingAsync();
        await using var link = new BlackHoleProxy(new Uri($"http://127.0.0.1:{postgres.Server.Port}"));
        await using var store = postgres.OpenAsShipped(
            _schema, link.Address.Port, options => options.IdleTransactionLimit = limit);
        var opening = Task.Run(store.GetRequiredService<IJournal>);
        await HasWaitedAsync(opening, "wait_event_type = 'Lock'", TimeSpan.Zero);
        link.Freeze();
        await migrating.CloseAsync();
        await HasWaitedAsync(opening, "state = 'idle in transaction'", 2 * limit);

        link.Heal();

        (await opening).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await CreateAsync();
        await postgres.Server.ExecuteAsync($"INSERT INTO {_schema}.schema_migrations VALUES (9999, '9999_future.sql', 'x', 0)");
        await postgres.Server.ExecuteAsync($"CREATE TABLE {_schema}.of_the_future (x integer)");
        var before = await WholeAsync();

        await RefusedAsync("Use the newer program");

        (await WholeAsync()).ShouldBe(before);
    }

    // Negative control of the comparison: a schema that was opened and written is not the same.
    [Fact]
    public async Task A_schema_that_was_written_is_not_as_it_was()
    {
        await CreateAsync();
        var before = await WholeAsync();

        await using var store = postgres.Open(_schema);
        await store.GetRequiredService<IJournal>()
            .AppendAsync(Sample.Hub(1), 0, [Sample.Record(1)], TestContext.Current.CancellationToken);

        (await WholeAsync()).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        await CreateAsync();
        await postgres.Server.ExecuteAsync($"UPDATE {_schema}.schema_migrations SET checksum = 'other' WHERE version = 2");

        await RefusedAsync("0002_snapshots.sql");
    }

    [Fact]
    public async Task A_schema_of_another_program_is_refused_and_left_as_it_is()
    {
        await postgres.Server.ExecuteAsync($"CREATE SCHEMA {_schema} CREATE TABLE theirs (x integer)");

        await RefusedAsync("another program");

        (await postgres.Server.ExecuteAsync($"SELECT count(*) FROM pg_tables WHERE schemaname = '{_schema}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_server_that_does_not_keep_what_it_commits_is_refused()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL is not installed");
        await using var careless = await PostgresServer.StartAsync("fsync=off");
        await using var store = new ServiceCollection()
            .AddMegaRegionPostgresStore(options => options.Url = careless.Url(_schema))
            .BuildServiceProvider();

        Should.Throw<StoreStartupException>(store.GetRequiredService<IJournal>).Message.ShouldContain("fsync");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_its_password()
    {
        await using var store = new ServiceCollection()
            .AddMegaRegionPostgresStore(options => options.Url = "postgres://me:secret@127.0.0.1:1/ledger")
            .BuildServiceProvider();

        var message = Should.Throw<StoreStartupException>(store.GetRequiredService<IJournal>).Message;

        message.ShouldContain("postgres://127.0.0.1:1/ledger?schema=megaregion");
        message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("postgres://host/db?schema=Bad-Name", "lower-case")]
    [InlineData("postgres://host/db?timeout=5", "known are schema")]
    [InlineData("mysql://host/db", "postgres://user@host")]
    [InlineData("postgres:///db", "no host")]
    public void A_malformed_address_is_refused(string url, string reason) =>
        Should.Throw<StoreStartupException>(() => PostgresUrl.Parse(url)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("postgres://me@db:6432/ledger", "postgres://db:6432/ledger?schema=megaregion")]
    [InlineData("postgresql://db/ledger?schema=other", "postgres://db:5432/ledger?schema=other")]
    [InlineData("postgres:///ledger?host=/run/postgresql", "postgres:///ledger?host=/run/postgresql&port=5432&schema=megaregion")]
    public void An_address_is_shown_without_its_user(string url, string shown) =>
        PostgresUrl.Parse(url).ToString().ShouldBe(shown);

    // As another process does that is not done yet: it holds the schema's turn.
    private async Task<NpgsqlConnection> MigratingAsync()
    {
        var connection = new NpgsqlConnection(postgres.Server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({LockClass}, hashtext('{_schema}'))", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    // The server process of a store that opens has been in a state for some time.
    private async Task HasWaitedAsync(Task opening, string state, TimeSpan time)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var question = FormattableString.Invariant(
            $"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'megaregion' AND {state} AND now() - state_change > interval '{time.TotalSeconds} s'");
        while (await postgres.Server.ExecuteAsync(question) is not > 0L)
        {
            opening.Exception.ShouldBeNull();
            await looks.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Every table with its columns and rows, as one text.</summary>
    private Task<object?> WholeAsync() =>
        postgres.Server.ExecuteAsync($"SELECT schema_to_xml_and_xmlschema('{_schema}', true, false, '')::text");

    private async Task CreateAsync()
    {
        await using var store = postgres.Open(_schema);
        store.GetRequiredService<IJournal>();
    }

    private async Task RefusedAsync(string reason)
    {
        await using var store = postgres.Open(_schema);
        Should.Throw<StoreStartupException>(store.GetRequiredService<IJournal>).Message.ShouldContain(reason);
    }
}
