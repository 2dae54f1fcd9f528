using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Flows;

/// <summary>Reported columns to canonical bytes, and what is wrong with them.</summary>
public static class ColumnReport
{
    /// <summary>
    /// The canonical bytes of a report and its decoded form, which the caller disposes. Null when it has none: something
    /// in it could never be recorded. The caller has checked the number of flows.
    /// </summary>
    public static (byte[] Payload, DecodedReport Decoded)? TryEncode(ReportedColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (new ColumnFlowReader(columns).Fault is not null)
        {
            return null;
        }

        var payload = ReportPayload.Assemble(columns);
        if (DecodedReport.TryRead(payload) is not { } decoded)
        {
            return null;
        }

        if (IsInOrderOfFirstUse(decoded))
        {
            return (payload, decoded);
        }

        decoded.Dispose();
        payload = Rewrite(columns);
        return (payload, DecodedReport.Read(payload));
    }

    /// <summary>
    /// The first flow at fault, by the rules or because the columns cannot be read there; null when there is none. The
    /// caller has checked the number of flows.
    /// </summary>
    public static FlowFault? FindFault(ReportedColumns columns, PlaceId reporter, PlaceDirectory directory, EventTime now)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(directory);
        var reader = new ColumnFlowReader(columns);
        while (reader.MoveNext())
        {
            if (ReportRules.CheckFlow(reader.Current, reader.Position, reporter, directory, now) is { } fault)
            {
                return fault;
            }
        }

        return reader.Fault;
    }

    private static byte[] Rewrite(ReportedColumns columns)
    {
        var writer = new ReportWriter();
        var reader = new ColumnFlowReader(columns);
        while (reader.MoveNext())
        {
            writer.Add(reader.Current);
        }

        return writer.ToPayload();
    }

    private static bool IsInOrderOfFirstUse(DecodedReport report)
    {
        var origins = report.Origins;
        var destinations = report.Destinations;
        var used = 0;
        for (var i = 0; i < origins.Length && used < report.Places.Length; i++)
        {
            used += origins[i] == used ? 1 : 0;
            if (origins[i] >= used)
            {
                return false;
            }

            used += destinations[i] == used ? 1 : 0;
            if (destinations[i] >= used)
            {
                return false;
            }
        }

        return used == report.Places.Length && IsInOrderOfFirstUse(report.DealIndices, report.Deals.Length);
    }

    private static bool IsInOrderOfFirstUse(ReadOnlySpan<int> indices, int count)
    {
        var used = 0;
        for (var i = 0; i < indices.Length && used < count; i++)
        {
            used += indices[i] == used + 1 ? 1 : 0;
            if (indices[i] > used)
            {
                return false;
            }
        }

        return used == count;
    }
}
