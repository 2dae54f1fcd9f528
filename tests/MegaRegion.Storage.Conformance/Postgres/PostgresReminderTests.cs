namespace MegaRegion.Storage.Conformance.Postgres;

public sealed class PostgresReminderTests : ReminderConformance
{
    protected override ValueTask<IStoreUnderTest> OpenAsync() => PostgresStoreUnderTest.OpenAsync();
}
