using MegaRegion.Engine.Conformance.Grains;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MegaRegion.Engine.Conformance;

/// <summary>What the tests ask of a host, whichever engine it runs.</summary>
internal static class ConformanceSilo
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    public static void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMemoryGrainStorage("second");
        silo.UseInMemoryReminderService();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(50));
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.AddIncomingGrainCallFilter(FilterTrace.Outer);
        silo.AddIncomingGrainCallFilter(FilterTrace.Inner);
    }
}
