using System.Diagnostics.CodeAnalysis;

namespace MegaRegion.Modelling.Numerics;

/// <summary>A value, or the list of problems why there is none. A refusal the caller can expect is never an exception.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private readonly T? _value;

    private Outcome(T? value, IReadOnlyList<Problem> problems)
    {
        _value = value;
        Problems = problems;
    }

    /// <summary>Why there is no value; empty when there is one.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(_value))]
    public bool IsOk => _value is not null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: the caller did not look at <see cref="IsOk"/>.</exception>
    public T Value => _value ?? throw new InvalidOperationException(
        "The outcome holds no value: " + string.Join("; ", Problems));

    /// <summary>An outcome that holds a value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, []);

    /// <summary>A refusal.</summary>
    /// <param name="problems">At least one reason.</param>
    public static Outcome<T> Refused(params IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
            throw new ArgumentException("A refusal needs a reason.", nameof(problems));
        return new Outcome<T>(null, problems);
    }
}
