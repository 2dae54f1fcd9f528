namespace MegaRegion.Modelling.Numerics;

/// <summary>One thing that is wrong with an input, said so that the person who made the input can mend it.</summary>
/// <param name="Source">The file or part of the input, as the caller named it.</param>
/// <param name="Row">Line number, counted from 1; 0 when the problem is not tied to a line.</param>
/// <param name="Field">The field or quantity that is wrong.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record Problem(string Source, int Row, string Field, string Message)
{
    /// <summary>The problem on one line: source, row, field, message.</summary>
    public override string ToString() =>
        Row > 0 ? $"{Source}: row {Row}: {Field}: {Message}" : $"{Source}: {Field}: {Message}";
}
