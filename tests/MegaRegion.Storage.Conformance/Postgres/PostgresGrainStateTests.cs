namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresGrainStateTests : GrainStateConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
