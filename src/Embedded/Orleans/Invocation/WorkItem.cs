namespace Orleans.Runtime;

/// <summary>Something an activation does in one turn. Linked by the item itself, so that queueing allocates nothing.</summary>
public abstract class WorkItem
{
    private protected WorkItem()
    {
    }

    internal WorkItem? Next { get; set; }

    /// <summary>Does the work, on the activation's turn. Must not throw.</summary>
    internal abstract void Run(Activation activation);
}
