namespace Orleans.Generator;

/// <summary>Everything generated from one declaration.</summary>
/// <param name="Name">Name of the generated file, unique in the compilation; empty if there is none.</param>
/// <param name="Source">Its text.</param>
/// <param name="Manifest">Lines for the manifest.</param>
/// <param name="Provides">Types whose copier this provides.</param>
/// <param name="Needs">Types of this compilation whose copier this needs, where it is found missing.</param>
/// <param name="Findings">Misuses found.</param>
internal sealed record Unit(
    string Name,
    string Source,
    EquatableArray<string> Manifest,
    EquatableArray<string> Provides,
    EquatableArray<Need> Needs,
    EquatableArray<Finding> Findings);

/// <summary>A type that must have a copier.</summary>
internal sealed record Need(string Type, Finding IfMissing);
