using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// Reads a trip table in the format of the Transportation Networks test problems (<c>*_trips.tntp</c>, [TNTP]): lines
/// "Origin n" followed by entries "destination : trips;". An entry that is not closed by ';' and a table that sums to
/// less than 99 % of its declared total are refused, because a file that was cut off looks like that.
/// </summary>
public static class TntpTripReader
{
    private const int LargestZoneCount = 20_000;

    private const double SmallestShareOfDeclaredTotal = 0.99;

    /// <summary>Reads a trip table.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">Name of the text for messages, usually the file name.</param>
    public static Outcome<TripTable> Read(TextReader reader, string source)
    {
        var problems = new ProblemList(source);
        var state = new State(problems);
        var row = 0;
        while (!problems.IsFull && reader.ReadLine() is { } line)
        {
            row++;
            if (!TntpLine.IsIgnorable(line))
                state.Take(line, row);
        }

        return state.Finish() is { } table ? table : Outcome<TripTable>.Refused(problems.Items);
    }

    /// <summary>What is known after some of the lines.</summary>
    private sealed class State(ProblemList problems)
    {
        private OdMatrix? _trips;
        private bool[] _stated = [];
        private double _declaredTotal = double.NaN;
        private int _origin;

        public void Take(string line, int row)
        {
            if (TntpLine.TryMetadata(line, out var key, out var value))
                TakeMetadata(key, value, row);
            else if (_trips is null)
                problems.Add(row, "NUMBER OF ZONES", "expected this metadata line before the first trips");
            else if (line.AsSpan().Trim().StartsWith("origin", StringComparison.OrdinalIgnoreCase))
                _origin = Zone(line.AsSpan().Trim()["origin".Length..].Trim(), row, "origin", _trips);
            else
                TakeEntries(line, row, _trips);
        }

        public TripTable? Finish()
        {
            if (_trips is null)
                problems.Add(0, "NUMBER OF ZONES", "expected a line <NUMBER OF ZONES>, found none");
            if (!problems.IsEmpty || _trips is null)
                return null;
            var total = _trips.Total();
            if (total < SmallestShareOfDeclaredTotal * _declaredTotal)
                problems.Add(0, "TOTAL OD FLOW", $"the file declares {_declaredTotal:R} trips and holds {total:R}; is it whole?");
            return problems.IsEmpty ? new TripTable(_trips, _declaredTotal) : null;
        }

        private void TakeMetadata(string key, string value, int row)
        {
            switch (key)
            {
                case "NUMBER OF ZONES" when TntpLine.TryWhole(value, out var zones) && zones is >= 1 and <= LargestZoneCount:
                    (_trips, _stated) = (new OdMatrix(zones), new bool[zones * zones]);
                    break;
                case "NUMBER OF ZONES":
                    problems.Add(row, key, $"expected a whole number from 1 to {LargestZoneCount}, found '{value}'");
                    break;
                case "TOTAL OD FLOW" when !TntpLine.TryNumber(value, out _declaredTotal):
                    problems.Add(row, key, $"expected a number, found '{value}'");
                    break;
            }
        }

        private void TakeEntries(string line, int row, OdMatrix trips)
        {
            var rest = line.AsSpan();
            for (int end; (end = rest.IndexOf(';')) >= 0; rest = rest[(end + 1)..])
            {
                if (!rest[..end].Trim().IsEmpty)
                    TakeEntry(rest[..end], row, trips);
            }

            if (!rest.Trim().IsEmpty && rest.Trim()[0] != '~')
                problems.Add(row, "trips", $"expected ';' after '{rest.Trim()}'");
        }

        private void TakeEntry(ReadOnlySpan<char> entry, int row, OdMatrix trips)
        {
            var colon = entry.IndexOf(':');
            if (colon < 0)
            {
                problems.Add(row, "trips", $"expected 'destination : trips', found '{entry.Trim()}'");
                return;
            }

            var destination = Zone(entry[..colon].Trim(), row, "destination", trips);
            if (destination == 0)
                return;
            if (_origin == 0)
                problems.Add(row, "origin", "expected a line 'Origin n' before the first trips");
            else if (!TntpLine.TryNumber(entry[(colon + 1)..].Trim(), out var value) || value < 0)
                problems.Add(row, "trips", $"expected a number of at least 0, found '{entry[(colon + 1)..].Trim()}'");
            else
                Store(destination, value, row, trips);
        }

        private void Store(int destination, double value, int row, OdMatrix trips)
        {
            ref var stated = ref _stated[((_origin - 1) * trips.Size) + destination - 1];
            if (stated)
                problems.Add(row, "trips", $"the pair {_origin} → {destination} is stated twice");
            stated = true;
            trips[_origin - 1, destination - 1] = value;
        }

        private int Zone(ReadOnlySpan<char> text, int row, string field, OdMatrix trips)
        {
            if (TntpLine.TryWhole(text, out var zone) && zone >= 1 && zone <= trips.Size)
                return zone;
            problems.Add(row, field, $"expected a zone from 1 to {trips.Size}, found '{text}'");
            return 0;
        }
    }
}
