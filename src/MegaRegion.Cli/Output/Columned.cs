using Spectre.Console;

namespace MegaRegion.Cli.Output;

/// <summary>Texts measured in columns of the terminal: a Japanese character takes two.</summary>
internal static class Columned
{
    /// <summary>The start of a text that fits so many columns.</summary>
    public static string Shorten(string text, int columns)
    {
        var length = text.Length;
        while (length > 0 && text[..length].GetCellWidth() > columns)
        {
            length--;
        }

        return text[..length];
    }

    /// <summary>Joins items into lines that fit a width; an item is never broken.</summary>
    public static IReadOnlyList<string> Flow(IEnumerable<string> items, int width)
    {
        const string Gap = "  ";
        var lines = new List<string>();
        foreach (var item in items)
        {
            if (lines.Count > 0 && lines[^1].GetCellWidth() + Gap.Length + item.GetCellWidth() <= width)
            {
                lines[^1] += Gap + item;
            }
            else
            {
                lines.Add(item);
            }
        }

        return lines;
    }
}
