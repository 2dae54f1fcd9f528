using MegaRegion.V1;

namespace MegaRegion.Gateway.Errors;

/// <summary>
/// A failure that a service answers on purpose. Status and retry advice follow from the code (see
/// <see cref="ErrorRules"/>), so they are not part of it.
/// </summary>
/// <param name="Code">Why the call failed.</param>
/// <param name="English">What was wrong and how to cure it.</param>
/// <param name="Japanese">The same in Japanese.</param>
internal sealed record ServiceError(ErrorCode Code, string English, string Japanese)
{
    /// <summary>The value of <see cref="FlowPosition"/> of a failure that is not about one flow.</summary>
    public const int NoPosition = -1;

    /// <summary>0-based position of the first bad flow.</summary>
    public int FlowPosition { get; init; } = NoPosition;

    /// <summary>The field as in the .proto; empty when it is not about one.</summary>
    public string Field { get; init; } = "";

    /// <summary>The sequence that the failure is about; 0 for none.</summary>
    public long Sequence { get; init; }

    /// <summary>The sequence that the ledger expects; 0 when it is not about sequences.</summary>
    public long ExpectedSequence { get; init; }

    /// <summary>Everything that is wrong, of a request that is checked as a whole.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>Pause before the next try; zero for no advice.</summary>
    public TimeSpan RetryAfter { get; init; }
}
