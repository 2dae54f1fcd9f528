using MegaRegion.Modelling.ModeChoice;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Modes with their nests, as a choice and as the convex penalty whose minimum is that choice: a mode weighs 1/ν of its nest
/// (1/μ without one), a nest 1/μ − 1/ν, the pair 1/β − 1/μ.
/// </summary>
internal sealed class ModeTree
{
    private readonly double _dispersion;
    private readonly List<(int[] Modes, double Dispersion)> _nests = [];

    private ModeTree(OtherModes others)
    {
        _dispersion = others.Dispersion;
        var nestOfMode = new int[1 + others.Cost.Count];
        Array.Fill(nestOfMode, -1);
        foreach (var nest in others.Nests)
        {
            if (!(nest.Dispersion >= others.Dispersion && double.IsFinite(nest.Dispersion)))
                throw new ArgumentOutOfRangeException(nameof(others), nest.Dispersion, "The dispersion of a nest must be at least that between nests.");
            foreach (var mode in nest.Modes)
            {
                if (mode < 0 || mode >= nestOfMode.Length || nestOfMode[mode] >= 0)
                    throw new ArgumentException($"Mode {mode} does not exist or stands in two nests.", nameof(others));
                nestOfMode[mode] = _nests.Count;
            }

            _nests.Add(([.. nest.Modes], nest.Dispersion));
        }

        for (var mode = 0; mode < nestOfMode.Length; mode++)
        {
            if (nestOfMode[mode] >= 0)
                continue;
            nestOfMode[mode] = _nests.Count;
            _nests.Add(([mode], _dispersion));
        }

        Choice = new NestedLogit(nestOfMode, [.. _nests.Select(nest => _dispersion / nest.Dispersion)]);
    }

    /// <summary>The choice at utilities −μ c.</summary>
    public NestedLogit Choice { get; }

    /// <summary>Checks the modes and puts them together.</summary>
    public static ModeTree Of(OtherModes others) => new(others);

    /// <summary>The penalty when destinations are chosen by the log-sum at a deterrence β; terms of weight 0 are left out.</summary>
    public IEnumerable<EntropyTerm> Terms(double deterrence)
    {
        var ofModes = 1 / _dispersion;
        var pair = new EntropyTerm((1 / deterrence) - ofModes, [.. Enumerable.Range(0, Choice.ModeCount)]);
        var nests = _nests.Select(nest => new EntropyTerm(ofModes - (1 / nest.Dispersion), nest.Modes));
        var modes = _nests.SelectMany(nest => nest.Modes, (nest, mode) => new EntropyTerm(1 / nest.Dispersion, [mode]));
        return new[] { pair }.Concat(nests).Concat(modes).Where(term => term.Weight > 0);
    }
}
