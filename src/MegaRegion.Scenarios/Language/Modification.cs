namespace MegaRegion.Scenarios.Language;

/// <summary>One change of a scenario. The word of each kind is the key under <c>changes</c>.</summary>
public abstract record Modification
{
    /// <summary>Line of the YAML text; 0 when there is none.</summary>
    public int Line { get; init; }

    /// <summary>What the author calls it; the kind when empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>First day on which it holds; null for always. Only closures and events read dates; others hold for the year.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day on which it holds; null for always.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Its word in the language.</summary>
    public abstract string Kind { get; }

    /// <summary>The label, or the word.</summary>
    public string Name => Label.Length > 0 ? Label : Kind;

    /// <summary>Days on which it holds; 365 without dates.</summary>
    public int Days => From is { } from && Until is { } until ? until.DayNumber - from.DayNumber + 1 : DaysOfYear;

    private const int DaysOfYear = 365;
}
