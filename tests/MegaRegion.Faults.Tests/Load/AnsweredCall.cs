using Grpc.Core;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>A call and what became of it.</summary>
/// <param name="Status">Its end.</param>
/// <param name="Took">From its start to its end.</param>
/// <param name="HasDelay">Whether the server named a time after which to try again.</param>
internal readonly record struct AnsweredCall(StatusCode Status, TimeSpan Took, bool HasDelay)
{
    public bool IsAccepted => Status == StatusCode.OK;
}
