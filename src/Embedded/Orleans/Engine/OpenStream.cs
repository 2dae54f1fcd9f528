namespace Orleans.Runtime;

/// <summary>A stream being read.</summary>
internal abstract class OpenStream : IAsyncDisposable
{
    public long LastUsed { get; set; }

    public bool IsPulling { get; protected set; }

    public abstract ValueTask DisposeAsync();
}
