// A process to be hurt by fault tests. It appends reports 1, 2, 3 ... of one hub to a store, each after the one before
// was answered, and prints how each ended:
//   ready | acknowledged <sequence> | refused <sequence> <exception> | fenced
// It ends when another writer owns the hub.
// Arguments: the store's file or postgres:// address, the number of reports, the bytes of each, and any of
//   checkpoint=<bytes>   SQLite moves its log into the file after so many bytes
//   step                 waits for a line of standard input before each report
//   patient              gives a database that answers late the longest time to do so
//   early                a liar, for negative controls: acknowledges before the report is durable
using System.Globalization;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage;
using MegaRegion.Storage.Conformance.Postgres;
using MegaRegion.Storage.Postgres;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

const string Checkpoint = "checkpoint=";
var (store, reports) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var payload = new byte[int.Parse(args[2], CultureInfo.InvariantCulture)];
var (steps, isEarly) = (args.Contains("step"), args.Contains("early"));
await using var services = Register(new ServiceCollection()).BuildServiceProvider();
var journal = services.GetRequiredService<IJournal>();
var health = services.GetRequiredService<IStoreHealth>();
Say($"ready");
var (end, isOwner) = (0L, true);
for (var sequence = 1; sequence <= reports && isOwner && (!steps || Console.In.ReadLine() is not null); sequence++)
{
    try
    {
        if (isEarly)
        {
            Say($"acknowledged {sequence}");
        }

        end = await journal.AppendAsync(
            new PlaceId("hub:writer"), end, [new JournalRecord("p", sequence, sequence, 1, payload)], CancellationToken.None);
        if (!isEarly)
        {
            Say($"acknowledged {sequence}");
        }
    }
    catch (Exception error) when (error is JournalFullException or JournalUnavailableException or JournalConflictException)
    {
        isOwner = error is not JournalConflictException;
        Say($"refused {sequence} {error.GetType().Name}");
    }
}

if (health.Fenced.WaitHandle.WaitOne(TimeSpan.Zero))
{
    Say($"fenced");
}

IServiceCollection Register(IServiceCollection collection) => PostgresUrl.IsPostgres(store)
    ? collection.AddMegaRegionPostgresStore(options =>
    {
        options.Url = store;
        if (args.Contains("patient"))
        {
            PatientLimits.Set(options);
        }
    })
    : collection.AddMegaRegionSqliteStore(options =>
    {
        options.Path = store;
        if (args.FirstOrDefault(word => word.StartsWith(Checkpoint, StringComparison.Ordinal)) is { } word)
        {
            options.CheckpointBytes = long.Parse(word[Checkpoint.Length..], CultureInfo.InvariantCulture);
        }
    });

static void Say(FormattableString line)
{
    Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
}
