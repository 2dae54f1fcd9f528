using MegaRegion.Scenarios.Language;
using MegaRegion.V1;
using ScenarioProblem = MegaRegion.Scenarios.Language.ScenarioProblem;

namespace MegaRegion.Cli.Output;

/// <summary>The words that users see, in their language.</summary>
internal sealed class Words(Language language)
{
    /// <summary>The language.</summary>
    public Language Language { get; } = language;

    public string Origin => Pick("Origin", "出発地");

    public string Destination => Pick("Destination", "到着地");

    public string Layer => Pick("Layer", "層");

    public string Quantity => Pick("Quantity", "量");

    public string Unit => Pick("Unit", "単位");

    public string Window => Pick("Window start", "時間窓の始まり");

    public string Place => Pick("Place", "地点");

    public string Level => Pick("Level", "階層");

    public string Kind => Pick("Kind", "種類");

    public string Name => Pick("Name", "名称");

    public string Parent => Pick("Parent", "上位の地点");

    public string Population => Pick("Population", "人口");

    public string Inflow => Pick("Inflow", "流入");

    public string Outflow => Pick("Outflow", "流出");

    public string Internal => Pick("Internal", "域内");

    public string Net => Pick("Net", "純流入");

    public string Modelled => Pick("modelled", "モデル値");

    public string Assumed => Pick("assumed", "仮定値");

    public string NothingYet => Pick("Nothing yet.", "まだ何もありません。");

    public string TopPairs => Pick("Top pairs", "上位の組");

    public string NetBalance => Pick("Net balance", "純流入");

    public string Differences => Pick("Differences", "差異");

    public string Compared => Pick("Compared", "比較した合計");

    public string Places => Pick("Places", "地点数");

    public string Reports => Pick("Reports", "報告");

    public string Flows => Pick("Flows", "流動");

    public string Memory => Pick("memory", "メモリ");

    /// <summary>One of two texts, by language.</summary>
    public string Pick(string english, string japanese) => Language == Language.Japanese ? japanese : english;

    /// <summary>A text in the user's language.</summary>
    public string Pick(Bilingual text) => Pick(text.En, text.Ja);

    /// <summary>The problems of a document, each on a line of its own.</summary>
    /// <param name="source">How the document is called.</param>
    /// <param name="problems">Its problems.</param>
    public string Told(string source, IEnumerable<ScenarioProblem> problems) =>
        string.Join(Environment.NewLine, problems.Select(problem => $"{source}: {Pick(problem.Told)}"));

    /// <summary>The name of a place in the user's language; its id when it has none.</summary>
    public string NameOf(Place place)
    {
        var name = Pick(place.NameEn, place.NameJa);
        return name.Length > 0 ? name : place.Id;
    }

    /// <summary>What moves.</summary>
    public string NameOf(Layer layer) => layer switch
    {
        V1.Layer.People => Pick("people", "ヒト"),
        V1.Layer.Goods => Pick("goods", "モノ"),
        V1.Layer.Money => Pick("money", "カネ"),
        V1.Layer.Information => Pick("information", "情報"),
        _ => "?",
    };

    /// <summary>The layer's unit.</summary>
    public string UnitOf(Layer layer) => layer switch
    {
        V1.Layer.People => Pick("persons", "人"),
        V1.Layer.Goods => "kg",
        V1.Layer.Money => Pick("yen", "円"),
        V1.Layer.Information => Pick("messages", "通"),
        _ => "",
    };

    /// <summary>The vertical layer.</summary>
    public string NameOf(Level level) => level switch
    {
        V1.Level.Hub => Pick("hub", "拠点"),
        V1.Level.City => Pick("city", "市区町村"),
        V1.Level.Prefecture => Pick("prefecture", "都道府県"),
        V1.Level.Region => Pick("region", "地方"),
        V1.Level.MegaRegion => Pick("mega-region", "メガリージョン"),
        _ => "?",
    };
}
