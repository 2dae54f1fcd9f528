namespace MegaRegion.Cli.Tests;

/// <summary>Tests that take the process's standard output or error for themselves: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    /// <summary>Its name, for <c>[Collection]</c>.</summary>
    public const string Name = "console";
}
