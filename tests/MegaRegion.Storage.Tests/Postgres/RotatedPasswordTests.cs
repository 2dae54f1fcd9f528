using MegaRegion.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// R09, wrong password after a rotation. Connections that were made before live on; when they end, new ones are refused.
/// The store is then not ready, acknowledges nothing and says what to do; with the right password it goes on.
/// </summary>
public sealed class RotatedPasswordTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Hubs = 8;
    private const string Before = "before-4711";
    private const string After = "after-0815";

    private static readonly int Cycles = FaultForm.Choose(1, 20);

    private readonly string _schema = PostgresFixture.NewSchema();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_password_is_put_back_the_store_goes_on()
    {
        var role = await PasswordRole.CreateAsync(postgres.Server, Before);
        await using var store = Open(role.Url(_schema, Before));
        await using var hubs = new ReportingHubs(store, Hubs);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await RotateUnderLoadAsync(role, After, store, hubs);
            await role.RotateAsync(Before);
            await Outage.RecoveryAsync(store, hubs);
        }

        await hubs.StopAndCompareAsync();
    }

    [Fact]
    public async Task When_the_password_file_is_brought_up_to_date_the_store_goes_on_without_a_restart()
    {
        using var passfile = new Passfile();
        var role = await PasswordRole.CreateAsync(postgres.Server, Before);
        passfile.Write(role.PassfileLine(Before));
        await using var store = Open(role.Url(_schema, password: null, $"&passfile={passfile.Path}"));
        await using var hubs = new ReportingHubs(store, Hubs);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var next = FormattableString.Invariant($"{After}-{cycle}");
            await RotateUnderLoadAsync(role, next, store, hubs);
            passfile.Write(role.PassfileLine(next));
            await Outage.RecoveryAsync(store, hubs);
        }

        await hubs.StopAndCompareAsync();
    }

    [Fact]
    public async Task With_the_password_in_the_address_a_start_with_the_new_address_goes_on()
    {
        var role = await PasswordRole.CreateAsync(postgres.Server, Before);
        await using var store = Open(role.Url(_schema, Before));
        await using var hubs = new ReportingHubs(store, Hubs);
        await RotateUnderLoadAsync(role, After, store, hubs);
        await using var same = Open(role.Url(_schema, Before));
        ShouldNameTheCure(Should.Throw<StoreStartupException>(same.GetRequiredService<IJournal>).Message);

        await using var next = Open(role.Url(_schema, After));
        await hubs.StopAndCompareAsync(next);
        await using var again = new ReportingHubs(next, Hubs, "again");
        await Outage.RecoveryAsync(next, again);
        await again.StopAndCompareAsync();
    }

    // Negative control: where the server asks for no password the same rotation, with the connections ended, harms nothing.
    [Fact]
    public async Task A_rotation_of_a_password_that_nobody_asks_for_is_no_outage()
    {
        var role = await PasswordRole.CreateAsync(postgres.Server, Before, mustGiveIt: false);
        await using var store = Open(role.Url(_schema, Before));
        await using var hubs = new ReportingHubs(store, Hubs);
        await Outage.LoadAsync(hubs);
        await role.RotateAsync(After);
        await role.EndConnectionsAsync();

        await Outage.RecoveryAsync(store, hubs);
        await hubs.StopAndCompareAsync();
    }

    private static async Task RotateUnderLoadAsync(PasswordRole role, string password, IServiceProvider store, ReportingHubs hubs)
    {
        await Outage.LoadAsync(hubs);
        await role.RotateAsync(password);
        await LivesOnAsync(store, hubs);
        await role.EndConnectionsAsync();
        await Outage.NoAcknowledgementWhileItLastsAsync(store, hubs);

        // The first reason is that the connections were ended.
        await Eventually.HoldsAsync(
            () => Outage.Problem(store)!.Contains("28P01", StringComparison.Ordinal), Outage.NoticeLimit, "the password is named as the reason");
        ShouldNameTheCure(Outage.Problem(store)!);
        var failure = await Should.ThrowAsync<JournalUnavailableException>(
            () => store.GetRequiredService<IJournal>().GetTotalsAsync(Cancellation).AsTask());
        ShouldNameTheCure(failure.Message);
        store.GetRequiredService<IStoreHealth>().Fenced.IsCancellationRequested.ShouldBeFalse();
    }

    // The connections made before the rotation are good, until one of them has to be made anew for another reason.
    private static async Task LivesOnAsync(IServiceProvider store, ReportingHubs hubs)
    {
        var before = hubs.Acknowledgements;
        await Eventually.HoldsAsync(
            () => hubs.Acknowledgements > before + Hubs || Outage.Problem(store) is not null,
            Outage.RecoveryLimit,
            "reports are acknowledged over the old connections, or the new password is missed");
    }

    private static void ShouldNameTheCure(string message)
    {
        message.ShouldContain("passfile");
        message.ShouldNotContain(Before);
        message.ShouldNotContain(After);
    }

    private ServiceProvider Open(string url) => postgres.Open(_schema, configure: options => options.Url = url);

    private sealed class Passfile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Write(string line) => File.WriteAllText(Path, line);

        public void Dispose() => File.Delete(Path);
    }
}
