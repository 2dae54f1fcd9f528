namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteCatalogTests : CatalogConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
