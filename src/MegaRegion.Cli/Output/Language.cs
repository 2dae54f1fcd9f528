namespace MegaRegion.Cli.Output;

/// <summary>The languages of the command line.</summary>
internal enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>日本語.</summary>
    Japanese,
}
