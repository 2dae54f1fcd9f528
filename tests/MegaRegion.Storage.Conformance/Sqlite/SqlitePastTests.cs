namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqlitePastTests : PastConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
