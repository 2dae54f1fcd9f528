using System.CommandLine;
using MegaRegion.Cli.Output;

namespace MegaRegion.Cli.Running;

/// <summary>The options of every command.</summary>
internal static class GlobalOptions
{
    /// <summary>Where a server is looked for.</summary>
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:5210");

    /// <summary>The server.</summary>
    public static readonly Option<Uri?> Url = new("--url")
    {
        Description = $"The server's gRPC address (default {DefaultUrl.GetLeftPart(UriPartial.Authority)}). サーバーのアドレス",
        HelpName = "address",
        Recursive = true,
        CustomParser = result => Addresses.TryParse(result.Tokens[0].Value, out var address)
            ? address
            : Complain(result, $"'{result.Tokens[0].Value}' is not an address such as http://127.0.0.1:5210."),
    };

    /// <summary>Machine-readable output.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Write JSON to standard output. JSON で出力する",
        Recursive = true,
    };

    /// <summary>Language of texts.</summary>
    public static readonly Option<string?> Language = new Option<string?>("--lang")
    {
        Description = "ja or en (default: from LC_ALL or LANG). 表示の言語",
        HelpName = "ja|en",
        Recursive = true,
    }.AcceptOnlyFromAmong("ja", "en");

    /// <summary>The user's language: the option, else the environment, else English.</summary>
    public static Language LanguageOf(ParseResult arguments)
    {
        var name = arguments.GetValue(Language)
            ?? FirstSet(Environment.GetEnvironmentVariable("LC_ALL"), Environment.GetEnvironmentVariable("LANG"));
        return name.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Output.Language.Japanese : Output.Language.English;
    }

    private static string FirstSet(params string?[] texts) => Array.Find(texts, text => !string.IsNullOrEmpty(text)) ?? "";

    private static Uri? Complain(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
