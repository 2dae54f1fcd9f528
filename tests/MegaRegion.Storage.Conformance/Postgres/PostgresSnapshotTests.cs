namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresSnapshotTests : SnapshotConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
