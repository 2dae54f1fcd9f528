using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// Keys as bytes, in the same form as on a cluster, so that stored identities fit both: integers in hexadecimal
/// capitals, GUIDs as 32 digits, a key extension after a plus sign.
/// </summary>
public static class GrainIdKeyExtensions
{
    private const byte ExtensionMark = (byte)'+';
    private const int GuidDigits = 32;

    /// <summary>An integer as a key.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", null));

    /// <summary>An integer and a string as a key.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateIntegerKey(key) : IdSpan.Create($"{key:X}+{keyExtension}");

    /// <summary>A GUID as a key.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>A GUID and a string as a key.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : IdSpan.Create($"{key:N}+{keyExtension}");

    /// <summary>Reads an integer key and its extension, null if there is none; false if it is not one.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var number = Split(grainId.Key.AsSpan(), grainId.Key.AsSpan().IndexOf(ExtensionMark), out keyExt);
        return Utf8Parser.TryParse(number, out key, out var consumed, 'X') && consumed == number.Length;
    }

    /// <summary>Reads a GUID key and its extension, null if there is none; false if it is not one.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var bytes = grainId.Key.AsSpan();
        var mark = bytes.Length > GuidDigits && bytes[GuidDigits] == ExtensionMark ? GuidDigits : -1;
        var digits = Split(bytes, mark, out keyExt);
        return Utf8Parser.TryParse(digits, out key, out var consumed, 'N') && consumed == digits.Length;
    }

    /// <summary>The integer key.</summary>
    /// <exception cref="ArgumentException">The key is not an integer.</exception>
    public static long GetIntegerKey(this GrainId grainId) => grainId.TryGetIntegerKey(out var key, out _)
        ? key
        : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for an Integer key.", nameof(grainId));

    /// <summary>The GUID key.</summary>
    /// <exception cref="ArgumentException">The key is not a GUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.TryGetGuidKey(out var key, out _)
        ? key
        : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for a Guid key.", nameof(grainId));

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, int mark, out string? extension)
    {
        extension = mark < 0 ? null : Encoding.UTF8.GetString(key[(mark + 1)..]);
        return mark < 0 ? key : key[..mark];
    }
}
