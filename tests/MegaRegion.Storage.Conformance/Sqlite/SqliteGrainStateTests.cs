namespace MegaRegion.Storage.Conformance.Sqlite;

public sealed class SqliteGrainStateTests : GrainStateConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => new(new SqliteStoreUnderTest());
}
