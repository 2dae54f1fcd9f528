using MegaRegion.Domain.Flows;

namespace MegaRegion.Testing;

/// <summary>Flows to columns in the plainest way, as a client in another language would write them.</summary>
internal static class Columns
{
    public static ReportedColumns Of(IReadOnlyList<ReportedFlow> flows, IReadOnlyList<string>? places = null)
    {
        places ??= [.. flows.SelectMany(flow => new[] { flow.Origin, flow.Destination }).Distinct(StringComparer.Ordinal)];
        string[] deals = [.. flows.Select(flow => flow.Deal ?? "").Where(deal => deal.Length > 0).Distinct(StringComparer.Ordinal)];
        var times = flows.Select(flow => flow.EventTimeUnixMilliseconds).ToList();
        return new ReportedColumns(flows.Count, places, deals)
        {
            Origins = Varints(flows.Select(flow => (ulong)IndexOf(places, flow.Origin))),
            Destinations = Varints(flows.Select(flow => (ulong)IndexOf(places, flow.Destination))),
            Layers = Bytes(flows.Select(flow => flow.Layer)),
            Quantities = Varints(flows.Select(flow => unchecked((ulong)flow.Quantity))),
            Times = Varints(times.Select((time, i) => Zigzag(unchecked(time - (i == 0 ? 0 : times[i - 1]))))),
            Purposes = Bytes(flows.Select(flow => flow.Purpose)),
            Modes = Bytes(flows.Select(flow => flow.Mode)),
            DealIndices = deals.Length == 0 ? default : Varints(flows.Select(flow => (ulong)(Array.IndexOf(deals, flow.Deal) + 1))),
        };
    }

    public static byte[] Varints(IEnumerable<ulong> values) => [.. values.SelectMany(Varint)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static ulong Zigzag(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    private static byte[] Bytes(IEnumerable<int> values) => [.. values.Select(value => (byte)value)];

    private static int IndexOf(IReadOnlyList<string> texts, string text) => texts.ToList().IndexOf(text);
}
