using System.Security.Cryptography;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Simulation.Tests;

/// <summary>Looks for broken invariants after a run, by simple sums over decoded reports that share no code with the ledger.</summary>
internal static class Checker
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<string> Violations(World world, bool hasEnded) =>
    [
        .. hasEnded ? [] : new[] { "I13: something was still to do when the calm was over" },
        .. AcknowledgedReportsAreThere(world),
        .. NothingAcknowledgedIsAskedForAgain(world),
        .. EachReportIsThereOnce(world),
        .. SequencesRise(world),
        .. TotalsAreTheSumOfTheJournal(world),
        .. ClocksMayJump(world.ClockRecord),
    ];

    /// <summary>A digest of everything that happened and of what came of it.</summary>
    public static string HistoryOf(World world)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in world.Journal.Lines)
        {
            digest.AppendData(System.Text.Encoding.UTF8.GetBytes($"{line.Offset} {line.Hub} {line.Producer} {line.Sequence}\n"));
            digest.AppendData(line.Payload);
        }

        digest.AppendData(System.Text.Encoding.UTF8.GetBytes(
            $"{world.Agenda.Count} {world.Agenda.Now} {world.Network.Lost} {world.Network.Repeated} {world.Crashes}"));
        return Convert.ToHexString(digest.GetHashAndReset());
    }

    private static IEnumerable<string> ClocksMayJump(ClockRecord record)
    {
        if (record.AcceptedFuture > 0)
        {
            yield return $"R15: {record.AcceptedFuture} reports of the future were recorded";
        }

        if (record.RefusedResends > 0)
        {
            yield return $"R15: {record.RefusedResends} recorded reports were refused for their time";
        }

        if (record.NegativeDurations > 0)
        {
            yield return $"R15: {record.NegativeDurations} durations were negative";
        }
    }

    private static IEnumerable<string> AcknowledgedReportsAreThere(World world) =>
        from client in world.Clients
        from sequence in Enumerable.Range(1, (int)client.Acknowledged)
        let line = world.Journal.Find(client.Hub, client.Producer, sequence)
        where line is null || !line.Payload.AsSpan().SequenceEqual(client.Reports[sequence - 1])
        select $"I1: {client.Hub} {client.Producer} {sequence} was acknowledged and is not in the journal as it was sent";

    private static IEnumerable<string> NothingAcknowledgedIsAskedForAgain(World world) =>
        world.Clients
            .Where(client => client.Forgotten > 0)
            .Select(client => $"I1: {client.Hub} asked {client.Producer} {client.Forgotten} times for what it had acknowledged");

    private static IEnumerable<string> EachReportIsThereOnce(World world) =>
        world.Journal.Lines
            .GroupBy(line => (line.Hub, line.Producer, line.Sequence))
            .Where(group => group.Count() > 1)
            .Select(group => $"I2: {group.Key} is in the journal {group.Count()} times")
            .Concat(world.Clients
                .Where(client => client.AcceptedReuses > 0)
                .Select(client => $"I2: {client.Hub} accepted another body under a used sequence"));

    private static IEnumerable<string> SequencesRise(World world) =>
        world.Journal.Lines
            .GroupBy(line => (line.Hub, line.Producer))
            .Where(group => !group.Select(line => line.Sequence).SequenceEqual(Enumerable.Range(1, group.Count()).Select(i => (long)i)))
            .Select(group => $"I4: the sequences of {group.Key} do not rise by one");

    private static IEnumerable<string> TotalsAreTheSumOfTheJournal(World world)
    {
        foreach (var hub in world.Hubs)
        {
            var flows = world.Journal.Lines.Where(line => line.Hub == hub.Id).SelectMany(Flows).ToList();
            foreach (var violation in Compare(hub.Id, Level.Hub, flows, hub.Ledger.Cube, world.Retention))
            {
                yield return violation;
            }
        }

        foreach (var node in world.Nodes)
        {
            var flows = world.Journal.Lines.Where(line => IsBelow(line.Hub, node.Place.Id)).SelectMany(Flows).ToList();
            foreach (var violation in Compare(node.Place.Id, node.Place.Level, flows, node.Cube, world.Retention))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<string> Compare(
        PlaceId place, Level level, IReadOnlyList<Flow> flows, Cube actual, CubeRetention retention)
    {
        var expected = Sum(level, flows, retention);
        var held = actual.ReadAll()
            .SelectMany(cells => Enumerable.Range(0, cells.Count).Select(i => cells[i]))
            .ToDictionary(cell => (cell.Window, cell.Pair), cell => cell.Quantity);
        return expected.Keys.Union(held.Keys)
            .Where(key => expected.GetValueOrDefault(key) != held.GetValueOrDefault(key))
            .Select(key =>
                $"I6: {place} holds {held.GetValueOrDefault(key)} in {key.Window}, the journal says {expected.GetValueOrDefault(key)}");
    }

    private static Dictionary<(Window Window, PairKey Pair), long> Sum(
        Level level, IReadOnlyList<Flow> flows, CubeRetention retention)
    {
        EventTime? newest = flows.Count == 0 ? null : flows.Max(flow => flow.EventTime);
        return flows
            .SelectMany(flow => Window.Sizes.Select(size => (
                Window: Window.Of(size, flow.EventTime), Pair: PairOf(flow, level), flow.Quantity)))
            .Where(part => part.Window.StartUnixMilliseconds >= retention.OldestStart(part.Window.Size, newest))
            .GroupBy(part => (part.Window, part.Pair), part => part.Quantity)
            .ToDictionary(group => group.Key, group => group.Sum());
    }

    private static PairKey PairOf(Flow flow, Level level) =>
        new(SmallCountry.Number(At(flow.Origin, level)), SmallCountry.Number(At(flow.Destination, level)), flow.Layer);

    private static PlaceId At(PlaceId id, Level level)
    {
        var place = SmallCountry.Directory.Find(id)!.Place;
        return place.Level >= level || place.Parent is null ? id : At(place.Parent.Value, level);
    }

    private static bool IsBelow(PlaceId id, PlaceId ancestor) =>
        id == ancestor || (SmallCountry.Directory.Find(id)!.Place.Parent is { } parent && IsBelow(parent, ancestor));

    private static IReadOnlyList<Flow> Flows(JournalLine line) => ReportCodec.Decode(line.Payload);
}
