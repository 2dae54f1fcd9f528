// A process to be hurt by fault tests. It appends reports 1, 2, 3 ... of one hub to a store, each after the one before
// was answered, and prints how each ended:
//   ready | acknowledged <sequence> | refused <sequence> <exception> | fenced
// Arguments: the store's file, the number of reports, and the bytes of each.
using System.Globalization;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

var path = args[0];
var reports = int.Parse(args[1], CultureInfo.InvariantCulture);
var payload = new byte[int.Parse(args[2], CultureInfo.InvariantCulture)];
await using var services = new ServiceCollection()
    .AddMegaRegionSqliteStore(options => options.Path = path)
    .BuildServiceProvider();
var journal = services.GetRequiredService<IJournal>();
var health = services.GetRequiredService<IStoreHealth>();
Say($"ready");
var end = 0L;
for (var sequence = 1; sequence <= reports; sequence++)
{
    try
    {
        end = await journal.AppendAsync(
            new PlaceId("hub:writer"), end, [new JournalRecord("p", sequence, sequence, 1, payload)], CancellationToken.None);
        Say($"acknowledged {sequence}");
    }
    catch (Exception error) when (error is JournalFullException or JournalUnavailableException)
    {
        Say($"refused {sequence} {error.GetType().Name}");
    }
}

if (health.Fenced.WaitHandle.WaitOne(TimeSpan.Zero))
{
    Say($"fenced");
}

static void Say(FormattableString line)
{
    Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
}
