using System.Buffers;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

// A snapshot of a place above the hubs:
//   varint horizon of minutes, of hours, of days (ms, 0 for ever)
//   varint children, in the order of their numbers, each: varint number · 4 varint flows · the cells (see CubeCodec)
// The own totals are not written: they follow from the children and the catalogue.

/// <summary>The ledger of a place above the hubs to bytes and back.</summary>
public static class RollUpLedgerCodec
{
    /// <summary>The format's version; readers know no other.</summary>
    public const int Format = 2;

    /// <summary>The bytes of a ledger.</summary>
    public static byte[] Encode(RollUpLedger ledger)
    {
        var output = new ArrayBufferWriter<byte>(256);
        CubeCodec.WriteRetention(output, ledger.Own.Retention);
        Varint.Write(output, (ulong)ledger.Children.Count);
        foreach (var (child, cells) in ledger.Children.OrderBy(child => child.Key))
        {
            Varint.Write(output, (ulong)child.Value);
            CubeCodec.WriteTotals(output, cells.Flows);
            CubeCodec.Write(output, cells);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The ledger of the bytes; null when it was kept under other horizons, so that its windows do not fit, or when the
    /// catalogue does not have one of its places.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="level">The level of the own totals.</param>
    /// <param name="retention">The horizons of today.</param>
    /// <param name="directory">The catalogue.</param>
    /// <exception cref="MalformedReportException">The bytes are not a snapshot.</exception>
    public static RollUpLedger? Decode(
        ReadOnlySpan<byte> bytes, Level level, CubeRetention retention, PlaceDirectory directory)
    {
        var reader = new ByteReader(bytes);
        if (CubeCodec.ReadRetention(ref reader) != retention)
        {
            return null;
        }

        var ledger = new RollUpLedger(level, retention);
        var children = reader.ReadCount(reader.Remaining, "The number of children");
        for (var i = 0; i < children; i++)
        {
            var child = new PlaceNumber(reader.ReadCount(int.MaxValue, "A place number"));
            var flows = CubeCodec.ReadTotals(ref reader);
            var cells = CubeCodec.Read(ref reader, new Cube(retention), retention);
            if (!IsKnown(child, cells, directory))
            {
                return null;
            }

            ledger.Merge(directory, child, cells.Newest, cells.Windows().Select(cells.Read), changedAt: null);
            ledger.MergeFlows(child, flows);
        }

        reader.ExpectEnd();
        ledger.Pack();
        return ledger;
    }

    private static bool IsKnown(PlaceNumber child, Cube cells, PlaceDirectory directory) =>
        directory.Find(child) is not null
        && cells.Windows().All(window => cells.Read(window).Pairs.All(pair =>
            directory.Find(new PairKey(pair).Origin) is not null && directory.Find(new PairKey(pair).Destination) is not null));
}
