using System.Text.Json;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>What a command answered.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Its output as JSON, after checking that it succeeded.</summary>
    public JsonElement Json()
    {
        ExitCode.ShouldBe(0, Errors);
        return JsonDocument.Parse(Output).RootElement;
    }
}
