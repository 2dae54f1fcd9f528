using System.Security.Cryptography;
using System.Text;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage;

/// <summary>The checksum of a snapshot, over its owner and every field; the same in every store.</summary>
internal static class SnapshotDigest
{
    /// <summary>The digest.</summary>
    public static byte[] Compute(PlaceId owner, Snapshot snapshot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"{owner.Value}\n{snapshot.Offset}\n{snapshot.Format}\n")));
        hash.AppendData(snapshot.Payload);
        return hash.GetHashAndReset();
    }
}
