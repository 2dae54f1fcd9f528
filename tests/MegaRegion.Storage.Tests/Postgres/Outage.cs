using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>R09: what must hold when the database cannot be used any more, and when it can again.</summary>
internal static class Outage
{
    /// <summary>How long a store may take to notice. The short form runs beside other test projects on a small machine.</summary>
    public static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(FaultForm.Choose(60, 2));

    /// <summary>How long it may take to acknowledge again.</summary>
    public static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(FaultForm.Choose(60, 5));

    private const int AcknowledgementsBetween = 40;
    private static readonly TimeSpan LoadLimit = TimeSpan.FromSeconds(60);

    /// <summary>Why the store is not ready, or null.</summary>
    public static string? Problem(IServiceProvider store) => store.GetRequiredService<IStoreHealth>().Problem;

    /// <summary>Waits for some acknowledgements.</summary>
    public static async Task LoadAsync(ReportingHubs hubs)
    {
        var before = hubs.Acknowledgements;
        await Eventually.HoldsAsync(
            () => hubs.Acknowledgements >= before + AcknowledgementsBetween, LoadLimit, "reports are acknowledged");
    }

    /// <summary>
    /// The database is unusable from here on: the store notices and acknowledges nothing. What was answered before may
    /// still be on its way to the hubs.
    /// </summary>
    public static async Task NoAcknowledgementWhileItLastsAsync(IServiceProvider store, ReportingHubs hubs)
    {
        var noticed = await Eventually.HoldsAsync(() => Problem(store) is not null, NoticeLimit, "the store is not ready");
        var before = hubs.Acknowledgements;
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        (hubs.Acknowledgements - before).ShouldBeLessThanOrEqualTo(hubs.Count, "reports were acknowledged without a database");
        FaultForm.Say($"not ready after {noticed.TotalMilliseconds:F0} ms");
    }

    /// <summary>The database is usable from here on: the store is ready and acknowledges.</summary>
    public static async Task RecoveryAsync(IServiceProvider store, ReportingHubs hubs)
    {
        var before = hubs.Acknowledgements;
        var recovered = await Eventually.HoldsAsync(
            () => Problem(store) is null && hubs.Acknowledgements > before + hubs.Count, RecoveryLimit, "reports are acknowledged again");
        FaultForm.Say($"acknowledges again after {recovered.TotalMilliseconds:F0} ms");
    }
}
