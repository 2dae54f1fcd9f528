using System.Globalization;
using MegaRegion.V1;

namespace MegaRegion.Bench.Forks;

/// <summary>
/// Sums of the ledger between prefectures, folded report by report from the journal itself, to be compared with a fork at the
/// same position. Quantities are whole numbers and a fork's window of 365 days scales them by 1, so sums of goods, money and
/// information must be equal to the bit. Trips are summed by mode in a fork, and those of modes that the survey does not know
/// are spread over those it knows: they may differ by rounding. Trips are compared where the survey counts any, outside
/// Hokkaido, whose zones are smaller than the prefecture.
/// </summary>
/// <param name="prefectureOf">The prefecture of every place that flows begin or end at.</param>
/// <param name="start">First moment of the window, milliseconds since 1970.</param>
/// <param name="end">The moment after its last.</param>
internal sealed class LedgerCut(IReadOnlyDictionary<string, string> prefectureOf, long start, long end)
{
    private const double Rounding = 1e-9;
    private const int MaxExamples = 5;

    private readonly Dictionary<(string Layer, string From, string To), long> _sums = [];

    /// <summary>Flows that were folded, in the window or not.</summary>
    public long Flows { get; private set; }

    /// <summary>Folds the next flow.</summary>
    public void Add(Flow flow)
    {
        Flows++;
        if (flow.EventTimeMs < start || flow.EventTimeMs >= end)
            return;
        var key = (NameOf(flow.Layer), prefectureOf[flow.Origin], prefectureOf[flow.Destination]);
        _sums[key] = checked(_sums.GetValueOrDefault(key) + flow.Quantity);
    }

    /// <summary>Compares a fork with what was folded so far, which must be what lies before its position.</summary>
    /// <param name="fork">The fork.</param>
    /// <param name="observed">Trips of the survey.</param>
    public ForkFinding Compare(ForkedRun fork, ForkedLayer observed)
    {
        var (cells, quantity, differences) = (0, 0L, new List<string>());
        foreach (var layer in fork.Layers)
        {
            for (var from = 0; from < layer.Places.Count; from++)
            {
                for (var to = 0; to < layer.Places.Count; to++)
                {
                    if (!IsComparable(layer, observed, from, to))
                        continue;
                    var sum = _sums.GetValueOrDefault((layer.Layer, layer.Places[from], layer.Places[to]));
                    (cells, quantity) = (cells + (sum > 0 ? 1 : 0), quantity + sum);
                    if (Math.Abs(layer[from, to] - sum) > (layer.Layer is ForkedLayer.OfPeople ? Rounding * sum : 0))
                        differences.Add(string.Create(CultureInfo.InvariantCulture, $"{layer.Layer} {layer.Places[from]} to {layer.Places[to]}: fork {layer[from, to]:R}, ledger {sum}"));
                }
            }
        }

        return new ForkFinding(fork.Position, Flows, fork.Seconds, quantity, cells, differences.Count, [.. differences.Take(MaxExamples)]);
    }

    private static bool IsComparable(ForkedLayer layer, ForkedLayer observed, int from, int to) => from != to
        && (layer.Layer is not ForkedLayer.OfPeople || (observed[from, to] > 0 && IsPrefecture(layer.Places[from]) && IsPrefecture(layer.Places[to])));

    private static bool IsPrefecture(string zone) => zone.StartsWith("jp:", StringComparison.Ordinal);

    private static string NameOf(Layer layer) => layer switch
    {
        Layer.People => ForkedLayer.OfPeople,
        Layer.Goods => "goods",
        Layer.Money => "money",
        _ => "information",
    };
}
