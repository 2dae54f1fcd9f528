using MegaRegion.V1;

namespace MegaRegion.Gateway.Planning;

/// <summary>Columns and rows of result tables on the wire.</summary>
internal static class TableMessages
{
    /// <summary>A column.</summary>
    public static RunColumn Column(string key, string nameEn, string nameJa, string unit, bool isNumber, string label) => new()
    {
        Key = key,
        NameEn = nameEn,
        NameJa = nameJa,
        Unit = unit,
        IsNumber = isNumber,
        Label = label,
    };

    /// <summary>A row; a number that is not there is NaN.</summary>
    public static RunRow Row(IEnumerable<string> texts, IEnumerable<double> numbers)
    {
        var row = new RunRow();
        row.Texts.Add(texts);
        row.Numbers.Add(numbers);
        return row;
    }
}
