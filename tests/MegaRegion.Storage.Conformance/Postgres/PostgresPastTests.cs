namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresPastTests : PastConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
