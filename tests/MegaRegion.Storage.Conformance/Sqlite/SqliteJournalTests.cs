namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteJournalTests : JournalConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
