namespace Orleans.Runtime;

/// <summary>What is done to a stored state.</summary>
internal enum StorageOperation
{
    Read,
    Write,
    Clear,
}
