namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresCatalogTests : CatalogConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
