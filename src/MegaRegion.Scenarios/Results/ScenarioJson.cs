using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Results;

/// <summary>Results as JSON, the form in which they are kept, and the name of a run by its content.</summary>
public static class ScenarioJson
{
    /// <summary>Rises when the same document and data give other figures.</summary>
    public const int EngineVersion = 1;

    private const int IdLength = 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>A result as UTF-8 JSON; equal results give equal bytes.</summary>
    /// <param name="result">The result.</param>
    public static byte[] Write(ScenarioResult result) => JsonSerializer.SerializeToUtf8Bytes(result, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="JsonException">It is no result.</exception>
    public static ScenarioResult Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ScenarioResult>(json, Options) ?? throw new JsonException("The file holds no result.");

    /// <summary>
    /// Id of the run of a document: a digest of everything that its figures depend on, so equal ids mean equal results. Line
    /// numbers and layout of the text do not count.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="baseline">The document of a run baseline; null for others.</param>
    /// <param name="fingerprint">Of the data: <see cref="Worlds.ScenarioWorld.Fingerprint"/>; of a live cut, its position.</param>
    public static string IdOf(ScenarioDocument document, ScenarioDocument? baseline, string fingerprint)
    {
        var text = new StringBuilder();
        text.Append(EngineVersion).Append('\n').Append(fingerprint).Append('\n');
        Append(text, document);
        if (baseline is not null)
            Append(text.Append("baseline\n"), baseline);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..IdLength];
    }

    private static void Append(StringBuilder text, ScenarioDocument document)
    {
        text.Append(JsonSerializer.Serialize(document with { Changes = [] }, Options)).Append('\n');
        foreach (var change in document.Changes)
            text.Append(change.Kind).Append(JsonSerializer.Serialize(change with { Line = 0 }, change.GetType(), Options)).Append('\n');
    }
}
