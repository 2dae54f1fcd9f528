namespace Orleans.Runtime;

/// <summary>How an async stream stands.</summary>
internal enum EnumerationStatus
{
    /// <summary>There may be more; ask again. A page without items only says that the stream lives.</summary>
    More,

    /// <summary>The page's items are the last.</summary>
    Completed,

    /// <summary>The grain's stream threw.</summary>
    Failed,

    /// <summary>The grain knows no such stream: it was deactivated, or the reader paused too long.</summary>
    Missing,
}
