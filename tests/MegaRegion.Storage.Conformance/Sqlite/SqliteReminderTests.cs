namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteReminderTests : ReminderConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
