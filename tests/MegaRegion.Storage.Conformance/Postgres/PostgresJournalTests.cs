namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresJournalTests : JournalConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
