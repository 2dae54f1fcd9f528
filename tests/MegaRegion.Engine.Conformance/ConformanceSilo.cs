using MegaRegion.Engine.Conformance.Grains;
using Orleans.Hosting;

namespace MegaRegion.Engine.Conformance;

/// <summary>What the tests ask of a host, whichever engine it runs.</summary>
internal static class ConformanceSilo
{
    public static void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMemoryGrainStorage("second");
        silo.UseInMemoryReminderService();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(50));
        silo.AddIncomingGrainCallFilter(FilterTrace.Outer);
        silo.AddIncomingGrainCallFilter(FilterTrace.Inner);
    }
}
