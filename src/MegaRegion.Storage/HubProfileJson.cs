using System.Text.Json;
using System.Text.Json.Serialization;
using MegaRegion.Domain.Places;

namespace MegaRegion.Storage;

/// <summary>A hub's profile as JSON, the form in which stores keep it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HubProfile))]
internal sealed partial class HubProfileJson : JsonSerializerContext
{
    /// <summary>Writes a profile; null stays null.</summary>
    public static string? Write(HubProfile? profile) =>
        profile is null ? null : JsonSerializer.Serialize(profile, Default.HubProfile);

    /// <summary>Reads a profile.</summary>
    public static HubProfile Read(string json) =>
        JsonSerializer.Deserialize(json, Default.HubProfile)
        ?? throw new JsonException("The stored hub profile is null.");
}
