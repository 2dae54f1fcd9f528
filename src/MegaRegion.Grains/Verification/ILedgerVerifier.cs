namespace MegaRegion.Grains.Verification;

/// <summary>
/// Recomputes every total from the journal and compares it with what the hubs, cities, prefectures, regions and the
/// mega-region hold.
/// </summary>
public interface ILedgerVerifier
{
    /// <summary>Runs the comparison.</summary>
    /// <param name="maxListed">How many differences to list.</param>
    /// <param name="progress">Told of reports read; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<VerificationResult> VerifyAsync(
        int maxListed, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken);
}
