namespace MegaRegion.DataSet.Reading;

/// <summary>The members of an enum by their names, as tables write them.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    public static readonly IReadOnlyDictionary<string, T> All =
        Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.Ordinal);
}
