using System.Diagnostics.CodeAnalysis;

namespace MegaRegion.Domain.Places;

/// <summary>
/// The name of a place: a scheme (<c>hub</c>, <c>jp</c>, <c>zone</c>, <c>region</c>, <c>mega</c>), a colon, and a
/// slug of 1 to 60 lower-case letters, digits and hyphens. Two ids are equal when their texts are.
/// </summary>
/// <param name="Value">The text, for example <c>hub:linkers</c> or <c>jp:06203</c>.</param>
public readonly record struct PlaceId(string Value) : IComparable<PlaceId>
{
    /// <summary>The longest slug.</summary>
    public const int MaxSlugLength = 60;

    private static readonly string[] Schemes = ["hub", "jp", "zone", "region", "mega"];

    /// <summary>The part before the colon.</summary>
    public string Scheme => Value[..Value.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static PlaceId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException(
                $"'{text}' is not a place id: expected hub:, jp:, zone:, region: or mega: and a slug of a-z, 0-9 and '-'.");

    /// <summary>Reads an id; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PlaceId id)
    {
        id = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (text is null || colon < 0 || Array.IndexOf(Schemes, text[..colon]) < 0)
        {
            return false;
        }

        var slug = text.AsSpan(colon + 1);
        if (slug.Length is 0 or > MaxSlugLength || slug.ContainsAnyExcept(SlugCharacters))
        {
            return false;
        }

        id = new PlaceId(text);
        return true;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(PlaceId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static readonly System.Buffers.SearchValues<char> SlugCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
