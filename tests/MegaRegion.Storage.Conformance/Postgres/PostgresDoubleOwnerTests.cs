namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresDoubleOwnerTests : DoubleOwnerConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
