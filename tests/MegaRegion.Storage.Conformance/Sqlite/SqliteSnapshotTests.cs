namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteSnapshotTests : SnapshotConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
