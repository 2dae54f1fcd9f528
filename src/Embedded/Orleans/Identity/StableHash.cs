namespace Orleans.Runtime;

/// <summary>
/// 32-bit FNV-1a with the final mix of MurmurHash3, so that short keys that differ in the last character spread over
/// all bits. Stored beside reminders, therefore never to be changed.
/// </summary>
internal static class StableHash
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    public static int Compute(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = OffsetBasis;
            foreach (var value in bytes)
                hash = (hash ^ value) * Prime;
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return (int)(hash ^ (hash >> 16));
        }
    }
}
