namespace MegaRegion.Scenarios.Language;

/// <summary>Finds the name that somebody probably meant: fewest insertions, deletions and replacements (Levenshtein).</summary>
internal static class NearestName
{
    private const int ShownNames = 12;

    /// <summary>The nearest of the names; null when none is near, as of an empty text.</summary>
    public static string? Of(string text, IEnumerable<string> names)
    {
        var limit = Math.Max(2, text.Length / 3);
        return names.Select(name => (Name: name, Steps: Steps(text, name)))
            .Where(candidate => text.Length > 0 && candidate.Steps <= limit)
            .OrderBy(candidate => candidate.Steps).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>A cure for a name that is not known.</summary>
    public static Bilingual Cure(string text, IReadOnlyCollection<string> names)
    {
        if (Of(text, names) is { } near)
            return new($"Did you mean '{near}'?", $"「{near}」のことですか？");
        if (names.Count > ShownNames)
            return new("Correct the name", "名前を訂正してください");
        var list = string.Join(", ", names);
        return new($"Use one of: {list}", $"{list} のいずれかを使ってください");
    }

    private static int Steps(string a, string b)
    {
        var (previous, current) = (new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
