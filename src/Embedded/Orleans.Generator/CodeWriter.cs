using System.Text;

namespace Orleans.Generator;

/// <summary>Writes indented lines.</summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;

    public CodeWriter Line(string line)
    {
        if (line.Length > 0)
            _text.Append(' ', _level * SpacesPerLevel).Append(line);
        _text.Append('\n');
        return this;
    }

    public CodeWriter Open(string line)
    {
        Line(line).Line("{");
        _level++;
        return this;
    }

    public CodeWriter Close()
    {
        _level--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
