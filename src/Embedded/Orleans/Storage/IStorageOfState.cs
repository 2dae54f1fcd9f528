namespace Orleans.Core;

/// <summary>A stored record.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory; a new object if nothing is stored. Changes last only once written.</summary>
    TState State { get; set; }
}
