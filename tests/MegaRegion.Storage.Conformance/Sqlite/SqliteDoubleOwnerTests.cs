namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteDoubleOwnerTests : DoubleOwnerConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
