using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Serialization;

/// <summary>Settings of <see cref="Storage.SystemTextJsonGrainStorageSerializer"/>.</summary>
public sealed class SystemTextJsonGrainStorageSerializerOptions
{
    /// <summary>The JSON serializer's options; by default fields are included and nulls left out.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; } = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
