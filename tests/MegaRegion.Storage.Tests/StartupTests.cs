using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using MegaRegion.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MegaRegion.Storage.Tests;

public sealed class StartupTests : IAsyncDisposable
{
    private readonly TemporarySqliteStore _store = new();

    [Fact]
    public void A_second_opener_is_refused_while_the_first_has_the_store()
    {
        Open();
        using var second = new ServiceCollection()
            .AddMegaRegionSqliteStore(options => options.Path = _store.Path)
            .BuildServiceProvider();

        Should.Throw<StoreStartupException>(second.GetRequiredService<IJournal>)
            .Message.ShouldContain("in use by another process");
    }

    [Fact]
    public async Task A_store_can_be_opened_again_after_it_was_closed()
    {
        Open();
        await _store.CloseAsync();

        Should.NotThrow(Open);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await CreateAsync();
        Change("INSERT INTO schema_migrations VALUES (9999, '9999_future.sql', 'x', 0); CREATE TABLE of_the_future (x)");
        var before = Bytes();

        Should.Throw<StoreStartupException>(Open).Message.ShouldContain("Use the newer program");

        Bytes().ShouldBe(before);
        new FileInfo(_store.Path + "-wal").ShouldSatisfyAllConditions(log => (log.Exists ? log.Length : 0).ShouldBe(0));
    }

    // Negative control of the comparison: a store that was opened and written is not the same.
    [Fact]
    public async Task A_store_that_was_written_is_not_as_it_was()
    {
        await CreateAsync();
        var before = Bytes();

        await _store.Services.GetRequiredService<IJournal>()
            .AppendAsync(Sample.Hub(1), 0, [Sample.Record(1)], TestContext.Current.CancellationToken);
        await _store.CloseAsync();

        Bytes().ShouldNotBe(before);
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        await CreateAsync();
        Change("UPDATE schema_migrations SET checksum = 'other' WHERE version = 2");

        Should.Throw<StoreStartupException>(Open).Message.ShouldContain("0002_snapshots.sql");
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        Change("CREATE TABLE theirs (x)");
        var before = Bytes();

        Should.Throw<StoreStartupException>(Open).Message.ShouldContain("another program");

        Bytes().ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_store.Path, "Dear diary, this is not a database at all.");

        Should.Throw<StoreStartupException>(Open).Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public void Options_without_a_path_are_refused()
    {
        using var services = new ServiceCollection().AddMegaRegionSqliteStore(_ => { }).BuildServiceProvider();

        Should.Throw<OptionsValidationException>(services.GetRequiredService<IJournal>).Message.ShouldContain("Path");
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private byte[] Bytes() => File.ReadAllBytes(_store.Path);

    private void Open() => _store.Services.GetRequiredService<IJournal>();

    private async Task CreateAsync()
    {
        Open();
        await _store.CloseAsync();
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
