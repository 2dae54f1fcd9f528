namespace MegaRegion.Scenarios.Language;

/// <summary>What a baseline is made of.</summary>
public enum BaselineKind
{
    /// <summary>Observed flows of the data set.</summary>
    Observed,

    /// <summary>Another run.</summary>
    Run,

    /// <summary>A window of the live ledger; needs a server.</summary>
    Live,
}
