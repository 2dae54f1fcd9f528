namespace MegaRegion.Storage.Postgres;

/// <summary>What became of a commit whose answer was lost.</summary>
internal enum CommitOutcome
{
    /// <summary>The database could not be asked.</summary>
    Unknown,

    /// <summary>Everything is there.</summary>
    Kept,

    /// <summary>Nothing is there, and nothing can arrive any more.</summary>
    NotKept,
}
