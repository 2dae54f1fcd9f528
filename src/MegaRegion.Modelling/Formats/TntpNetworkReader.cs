using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a network in the format of the Transportation Networks test problems (<c>*_net.tntp</c>, [TNTP]): metadata,
/// then one link a line: from node, to node, capacity, length, free-flow time, B, power, speed, toll, type. Everything
/// that is wrong is reported with its row and field; nothing is guessed.
/// </summary>
public static class TntpNetworkReader
{
    private const int ColumnCount = 10;

    private static readonly string[] Columns =
        ["init node", "term node", "capacity", "length", "free flow time", "b", "power", "speed", "toll", "link type"];

    /// <summary>Reads a network.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Name of the text for messages, usually the file name.</param>
    public static Outcome<NetworkDefinition> Read(TextReader reader, string source)
    {
        var problems = new ProblemList(source);
        var header = new Header();
        var links = new List<NetworkLink>();
        var row = 0;
        while (!problems.IsFull && reader.ReadLine() is { } line)
        {
            row++;
            if (TntpLine.IsIgnorable(line))
                continue;
            if (TntpLine.TryMetadata(line, out var key, out var value))
                header.Take(key, value, row, problems);
            else if (ParseLink(line, row, header, problems) is { } link)
                links.Add(link);
        }

        header.Check(links.Count, problems);
        return problems.IsEmpty
            ? new NetworkDefinition(header.Zones, header.Nodes, header.FirstThrough, links)
            : Outcome<NetworkDefinition>.Refused(problems.Items);
    }

    private static NetworkLink? ParseLink(string line, int row, Header header, ProblemList problems)
    {
        var end = line.IndexOf(';', StringComparison.Ordinal);
        var fields = (end < 0 ? line : line[..end]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != ColumnCount)
        {
            problems.Add(row, "link", $"expected {ColumnCount} fields, found {fields.Length}");
            return null;
        }

        Span<double> values = stackalloc double[ColumnCount];
        for (var k = 0; k < ColumnCount; k++)
        {
            if (TntpLine.TryNumber(fields[k], out values[k]))
                continue;
            problems.Add(row, Columns[k], $"expected a number, found '{fields[k]}'");
            return null;
        }

        return CheckLink(values, row, header, problems)
            ? new NetworkLink(
                (int)values[0], (int)values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], (int)values[9])
            : null;
    }

    private static bool CheckLink(ReadOnlySpan<double> values, int row, Header header, ProblemList problems)
    {
        for (var k = 0; k < 2; k++)
        {
            if (values[k] == Math.Truncate(values[k]) && values[k] >= 1 && values[k] <= header.Nodes)
                continue;
            problems.Add(row, Columns[k], $"expected a node number from 1 to {header.Nodes}, found {values[k]:R}");
            return false;
        }

        for (var k = 2; k < 7; k++)
        {
            if (values[k] >= 0)
                continue;
            problems.Add(row, Columns[k], $"expected a value of at least 0, found {values[k]:R}");
            return false;
        }

        if (values[2] > 0 || values[4] * values[5] == 0 || values[6] == 0)
            return true;
        problems.Add(row, Columns[2], "expected a value above 0 on a link whose time depends on its flow, found 0");
        return false;
    }

    /// <summary>The metadata lines.</summary>
    private sealed class Header
    {
        private int _declaredLinks = -1;

        public int Zones { get; private set; } = -1;

        public int Nodes { get; private set; } = -1;

        public int FirstThrough { get; private set; } = -1;

        public void Take(string key, string value, int row, ProblemList problems)
        {
            switch (key)
            {
                case "NUMBER OF ZONES":
                    Zones = Count(key, value, row, problems);
                    break;
                case "NUMBER OF NODES":
                    Nodes = Count(key, value, row, problems);
                    break;
                case "FIRST THRU NODE":
                    FirstThrough = Count(key, value, row, problems);
                    break;
                case "NUMBER OF LINKS":
                    _declaredLinks = Count(key, value, row, problems);
                    break;
            }
        }

        public void Check(int linkCount, ProblemList problems)
        {
            Require(Zones, "NUMBER OF ZONES", problems);
            Require(Nodes, "NUMBER OF NODES", problems);
            Require(FirstThrough, "FIRST THRU NODE", problems);
            Require(_declaredLinks, "NUMBER OF LINKS", problems);
            if (!problems.IsEmpty)
                return;
            if (Nodes < Zones)
                problems.Add(0, "NUMBER OF NODES", $"expected at least the {Zones} zones, found {Nodes}");
            if (linkCount != _declaredLinks)
                problems.Add(0, "NUMBER OF LINKS", $"the file declares {_declaredLinks} links and holds {linkCount}");
        }

        private static int Count(string key, string value, int row, ProblemList problems)
        {
            if (TntpLine.TryWhole(value, out var number) && number >= 1)
                return number;
            problems.Add(row, key, $"expected a whole number of at least 1, found '{value}'");
            return 1;
        }

        private static void Require(int value, string key, ProblemList problems)
        {
            if (value < 0)
                problems.Add(0, key, $"expected a line <{key}>, found none");
        }
    }
}
