using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Alerts;

/// <summary>What a rule must satisfy. Every problem is told, not only the first. Pure functions.</summary>
/// <param name="directory">The catalogue.</param>
/// <param name="maxWindowMinutes">The longest window: 24 hours, or less when the ledger keeps minutes for less.</param>
public sealed class AlertRuleCheck(PlaceDirectory directory, int maxWindowMinutes = AlertRuleCheck.MaxWindowMinutes)
{
    /// <summary>The longest id of a rule.</summary>
    public const int MaxIdLength = 60;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The longest window: a day.</summary>
    public const int MaxWindowMinutes = 24 * 60;

    /// <summary>The longest that a condition can be asked to hold: a day.</summary>
    public const int MaxForSeconds = 24 * 60 * 60;

    /// <summary>The greatest threshold that is not a share.</summary>
    public const long MaxQuantity = 1_000_000_000_000_000_000;

    /// <summary>The whole, of which shares are parts.</summary>
    public const long WholePermille = 1_000;

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The problems in the order of the contract's fields; none when the rule is sound.</summary>
    public IReadOnlyList<AlertRuleFault> Check(AlertRule rule)
    {
        var faults = new List<AlertRuleFault>();
        if (rule.Id.Length is 0 or > MaxIdLength || rule.Id.AsSpan().ContainsAnyExcept(IdCharacters))
            faults.Add(new("id", $"The id is 1 to {MaxIdLength} of a-z, 0-9 and '-'.", $"id は a-z・0-9・「-」の 1〜{MaxIdLength} 文字です。"));
        CheckName(faults, "name_en", rule.NameEn);
        CheckName(faults, "name_ja", rule.NameJa);
        if (!Enum.IsDefined(rule.Indicator))
            faults.Add(new("indicator", "The indicator is required: inflow, outflow, between, net inflow or inflow share.", "指標（流入・流出・地点間・純流入・流入シェア）の指定が必要です。"));
        if (!Enum.IsDefined(rule.Layer))
            faults.Add(new("layer", "The layer is required: people, goods, money or information.", "層（ヒト・モノ・カネ・情報）の指定が必要です。"));
        CheckPlaces(faults, rule);
        if (rule.WindowMinutes < 1 || rule.WindowMinutes > maxWindowMinutes)
            faults.Add(new("window_minutes", $"The window is 1 to {maxWindowMinutes} minutes.", $"window_minutes は 1〜{maxWindowMinutes} 分です。"));
        if (!Enum.IsDefined(rule.Comparison))
            faults.Add(new("comparison", "The comparison is required: above or below.", "比較（上回る・下回る）の指定が必要です。"));
        else if (Enum.IsDefined(rule.Indicator))
            CheckThresholds(faults, rule);
        if (rule.ForSeconds is < 0 or > MaxForSeconds)
            faults.Add(new("for_seconds", $"The condition can be asked to hold for 0 to {MaxForSeconds} seconds.", $"for_seconds は 0〜{MaxForSeconds} 秒です。"));
        return faults;
    }

    private static void CheckName(List<AlertRuleFault> faults, string field, string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Any(char.IsControl))
            faults.Add(new(field, $"The name is required in both languages: 1 to {MaxNameLength} characters on one line.", $"名称は日英とも必要です（改行なし、1〜{MaxNameLength} 文字）。"));
    }

    private void CheckPlaces(List<AlertRuleFault> faults, AlertRule rule)
    {
        var place = FindPlace(faults, "place", rule.Place);
        if (rule.Indicator != AlertIndicator.Between)
        {
            if (rule.Destination.Length > 0)
                faults.Add(new("destination", "Only the indicator 'between' has a destination.", "destination は指標「地点間」だけで使います。"));
            return;
        }

        var destination = FindPlace(faults, "destination", rule.Destination);
        if (place is not null && destination is not null && place.Level != destination.Level)
            faults.Add(new("destination", $"{destination.Id} is not of the level of {place.Id}: a flow counts between places of one level.", $"{destination.Id} は {place.Id} と同じ階層ではありません。"));
    }

    private Place? FindPlace(List<AlertRuleFault> faults, string field, string id)
    {
        var place = directory.Find(id)?.Place;
        if (place is null)
            faults.Add(new(field, "A place of the catalogue is required.", "カタログにある場所の指定が必要です。"));
        else if (place.Level is not (Level.City or Level.Prefecture or Level.Region))
            faults.Add(new(field, $"{place.Id} is not a city, prefecture or region.", $"{place.Id} は市区町村・都道府県・地方ではありません。"));
        return place;
    }

    private static void CheckThresholds(List<AlertRuleFault> faults, AlertRule rule)
    {
        var (least, most) = RangeOf(rule.Indicator);
        var isAbove = rule.Comparison == AlertComparison.Above;

        // The outermost value on the side of the comparison would make a rule that can never fire.
        var (from, to) = isAbove ? (least, most - 1) : (least + 1, most);
        if (rule.Threshold < from || rule.Threshold > to)
            faults.Add(new("threshold", $"The threshold of this indicator and comparison is {from} to {to}.", $"この指標と比較のしきい値は {from}〜{to} です。"));
        if (rule.ResolveThreshold is not { } resolve)
            return;
        if (resolve < least || resolve > most || (isAbove ? resolve > rule.Threshold : resolve < rule.Threshold))
        {
            faults.Add(isAbove
                ? new("resolve_threshold", $"An alert above its threshold resolves at {least} to the threshold.", $"上回る警報の解除しきい値は {least} 以上、しきい値以下です。")
                : new("resolve_threshold", $"An alert below its threshold resolves at the threshold to {most}.", $"下回る警報の解除しきい値はしきい値以上、{most} 以下です。"));
        }
    }

    private static (long Least, long Most) RangeOf(AlertIndicator indicator) => indicator switch
    {
        AlertIndicator.NetInflow => (-MaxQuantity, MaxQuantity),
        AlertIndicator.InflowShare => (0, WholePermille),
        _ => (0, MaxQuantity),
    };
}
