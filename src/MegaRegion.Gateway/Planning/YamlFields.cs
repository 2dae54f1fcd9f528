using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Gateway.Planning;

/// <summary>Writes the fields of one mapping; what a message leaves out is left out.</summary>
internal sealed class YamlFields
{
    /// <summary>What was written.</summary>
    public YamlMappingNode Node { get; } = [];

    /// <summary>A text; left out when it is empty.</summary>
    public YamlFields Text(string key, string value) => value.Length > 0 ? Add(key, new YamlScalarNode(value)) : this;

    /// <summary>A number.</summary>
    public YamlFields Number(string key, double value) => Add(key, new YamlScalarNode(value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A number; left out when it is 0, which stands for the default.</summary>
    public YamlFields NumberOrDefault(string key, double value) => value != 0 ? Number(key, value) : this;

    /// <summary>A number; left out when the message does not have it.</summary>
    public YamlFields NumberIf(bool isThere, string key, double value) => isThere ? Number(key, value) : this;

    /// <summary>Yes or no; left out when it is what the language takes by itself.</summary>
    public YamlFields Flag(string key, bool value, bool standard) => value != standard ? Add(key, new YamlScalarNode(value ? "true" : "false")) : this;

    /// <summary>A word of an enum; left out when it is unspecified.</summary>
    public YamlFields Word<T>(string key, T value)
        where T : struct, Enum =>
        EqualityComparer<T>.Default.Equals(value, default) ? this : Add(key, new YamlScalarNode(value.ToString().ToLowerInvariant()));

    /// <summary>Texts; left out when there are none and they need not be there.</summary>
    public YamlFields Texts(string key, IReadOnlyCollection<string> values, bool always = false) =>
        always || values.Count > 0 ? Add(key, new YamlSequenceNode(values.Select(value => new YamlScalarNode(value)))) : this;

    /// <summary>Fields below a key; left out when there are none and they need not be there.</summary>
    public YamlFields Map(string key, YamlFields fields, bool always = false) =>
        always || fields.Node.Children.Count > 0 ? Add(key, fields.Node) : this;

    /// <summary>Items of a list; left out when there are none.</summary>
    public YamlFields Items(string key, IEnumerable<YamlFields> items)
    {
        var list = new YamlSequenceNode(items.Select(item => item.Node));
        return list.Children.Count > 0 ? Add(key, list) : this;
    }

    // A key that a message repeats would be an error of the writer; the last value wins, as for fields of protobuf.
    private YamlFields Add(string key, YamlNode value)
    {
        Node.Children[new YamlScalarNode(key)] = value;
        return this;
    }
}
