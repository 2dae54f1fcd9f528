using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Scenarios.Language;

/// <summary>
/// Reads the fields of one mapping and notices everything that is wrong: a value that is missing, of another type or out of
/// range gives a problem and a stand-in, so that reading goes on; fields that nobody asked for are problems too
/// (<see cref="Finish"/>).
/// </summary>
internal sealed class FieldReader
{
    private readonly YamlMappingNode _node;
    private readonly ProblemCollector _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public FieldReader(YamlMappingNode node, string path, ProblemCollector problems) => (_node, Path, _problems) = (node, path, problems);

    /// <summary>Path of the mapping.</summary>
    public string Path { get; }

    /// <summary>Line of the mapping, from 1.</summary>
    public int Line => (int)_node.Start.Line;

    /// <summary>Whether a field is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text; empty, and a problem if it is required, when it is missing.</summary>
    public string Text(string key, bool isRequired = false, Bilingual? expected = null)
    {
        var wanted = expected ?? new("a text", "文字列");
        switch (Find(key))
        {
            case YamlScalarNode { Value: { Length: > 0 } value }:
                return value;
            case YamlNode other:
                Report(other, key, Wanted.ButFound(wanted, other), new($"Write {key}: and {wanted.En}", $"{key}: に続けて{wanted.Ja}を書いてください"));
                return "";
            default:
                if (isRequired)
                    Report(_node, key, Wanted.ButFoundNothing(wanted), Wanted.Add(key));
                return "";
        }
    }

    /// <summary>A number in a range; null when it is missing or wrong.</summary>
    public double? Number(string key, double least, double most, Bilingual unit)
    {
        if (Find(key) is not { } node)
            return null;
        if (node is YamlScalarNode scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
            return value;
        Report(node, key, Wanted.ButFound(Wanted.Number(least, most, unit), node), new("Correct the figure or its unit", "数値か単位を訂正してください"));
        return null;
    }

    /// <summary>A number in a range or, with a problem if it is required, the fallback.</summary>
    public double Number(string key, double least, double most, Bilingual unit, double fallback, bool isRequired = false)
    {
        if (isRequired && !Has(key))
            Report(_node, key, Wanted.ButFoundNothing(Wanted.Number(least, most, unit)), Wanted.Add(key));
        return Number(key, least, most, unit) ?? fallback;
    }

    /// <summary>A whole number in a range; null when it is missing or wrong.</summary>
    public int? Whole(string key, int least, int most, Bilingual unit)
    {
        if (Find(key) is not { } node)
            return null;
        if (node is YamlScalarNode scalar && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
            return value;
        Report(node, key, Wanted.ButFound(Wanted.Whole(least, most, unit), node), new("Correct the figure", "数値を訂正してください"));
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string key, bool fallback)
    {
        switch ((Find(key) as YamlScalarNode)?.Value)
        {
            case "true" or "yes" or "on":
                return true;
            case "false" or "no" or "off":
                return false;
        }

        if (Find(key) is { } node)
            Report(node, key, Wanted.ButFound(new("true or false", "true か false "), node), new("Write true or false", "true か false と書いてください"));
        return fallback;
    }

    /// <summary>A day; null when it is missing or wrong.</summary>
    public DateOnly? Day(string key)
    {
        if (Find(key) is not { } node)
            return null;
        if (node is YamlScalarNode scalar && DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Report(node, key, Wanted.ButFound(new("a day as 2027-04-01", "2027-04-01 の形の日付"), node), new("Write year-month-day", "年-月-日の形で書いてください"));
        return null;
    }

    /// <summary>One of a few words; null when it is missing or another.</summary>
    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> words, bool isRequired = false)
        where T : struct
    {
        if (Find(key) is not { } node)
        {
            if (isRequired)
                Report(_node, key, Wanted.ButFoundNothing(Wanted.OneOf(words.Keys)), Wanted.Add(key));
            return null;
        }

        if (node is YamlScalarNode { Value: { } text } && words.TryGetValue(text, out var value))
            return value;
        Report(node, key, Wanted.ButFound(Wanted.OneOf(words.Keys), node), NearestName.Cure((node as YamlScalarNode)?.Value ?? "", [.. words.Keys]));
        return null;
    }

    /// <summary>One text or a list of texts; empty when it is missing.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return [text];
            case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode):
                return [.. list.Children.Select(child => ((YamlScalarNode)child).Value ?? "")];
            case var node:
                Report(node, key, Wanted.ButFound(new("a text or a list of texts", "文字列か文字列のリスト"), node), new($"Write {key}: [a, b]", $"{key}: [a, b] のように書いてください"));
                return [];
        }
    }

    /// <summary>A mapping; null when it is missing or something else.</summary>
    public FieldReader? Map(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new FieldReader(map, Join(key), _problems);
            case var node:
                Report(node, key, Wanted.ButFound(new("fields", "項目の組"), node), new($"Write the fields below {key}:", $"{key}: の下に項目を書いてください"));
                return null;
        }
    }

    /// <summary>The items of a list; none when it is missing.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            case var node:
                Report(node, key, Wanted.ButFound(new("a list", "リスト"), node), new($"Begin each item below {key}: with '- '", $"{key}: の下の各要素を「- 」で始めてください"));
                return [];
        }
    }

    /// <summary>Reports the fields that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in _node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!_known.Contains(name))
                Report(key, name, new($"'{name}' is not a field here", $"「{name}」という項目はここにはありません"), NearestName.Cure(name, _known));
        }
    }

    /// <summary>Reports something about a field.</summary>
    public void Report(string key, Bilingual expected, Bilingual cure) => Report(Find(key) ?? _node, key, expected, cure);

    private void Report(YamlNode node, string key, Bilingual expected, Bilingual cure) =>
        _problems.Add((int)node.Start.Line, Join(key), expected, cure);

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && string.Equals(scalar.Value, key, StringComparison.Ordinal)).Value;
    }

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
