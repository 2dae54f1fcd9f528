namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Collects comparisons, and the networks that were not there to make more.</summary>
internal sealed class OracleList
{
    private readonly List<Oracle> _items = [];
    private readonly List<string> _absent = [];

    /// <summary>All comparisons, in the order in which they were made.</summary>
    public IReadOnlyList<Oracle> Items => _items;

    /// <summary>Input files that were looked for and not found.</summary>
    public IReadOnlyList<string> Absent => _absent;

    /// <summary>Whether there are comparisons and all pass.</summary>
    public bool AllPass => _items.Count > 0 && _items.TrueForAll(item => item.Passes);

    /// <summary>Notes an input that is not there.</summary>
    public void Miss(string name) => _absent.Add(name);

    /// <summary>Comparisons of one part and case.</summary>
    public Scope In(string part, string problem, string source) => new(this, part, problem, source);

    /// <summary>Comparisons of one part and case.</summary>
    public sealed class Scope(OracleList list, string part, string problem, string source)
    {
        /// <summary>Compares with an absolute tolerance.</summary>
        public Scope Within(string quantity, double expected, double found, double tolerance)
        {
            list._items.Add(new Oracle(part, problem, quantity, expected, found, tolerance, source));
            return this;
        }

        /// <summary>Compares with a tolerance relative to the expected value.</summary>
        public Scope Relative(string quantity, double expected, double found, double tolerance) =>
            Within(quantity, expected, found, tolerance * Math.Abs(expected));
    }
}
