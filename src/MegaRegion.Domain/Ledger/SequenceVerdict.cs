namespace MegaRegion.Domain.Ledger;

/// <summary>What a sequence number is to a producer's ledger.</summary>
public enum SequenceVerdict
{
    /// <summary>The next one: to be recorded.</summary>
    Next = 0,

    /// <summary>Recorded before: a resend, or a reuse with another body, which the digests decide.</summary>
    Recorded = 1,

    /// <summary>Beyond the next one: reports in between are missing.</summary>
    Gap = 2,
}
