using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Postgres;

/// <summary>A hub's append on its way to a group commit.</summary>
/// <param name="hub">The hub.</param>
/// <param name="afterOffset">The end of the hub's part that its writer knows.</param>
/// <param name="records">What to append.</param>
/// <param name="digests">The records' digests, without their offsets.</param>
/// <param name="bytes">Bytes of payload.</param>
internal sealed class AppendRequest(
    PlaceId hub, long afterOffset, IReadOnlyList<JournalRecord> records, UInt128[] digests, long bytes)
    : QueuedWrite(bytes)
{
    private readonly TaskCompletionSource<long> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The hub.</summary>
    public PlaceId Hub { get; } = hub;

    /// <summary>The end of the hub's part that its writer knows.</summary>
    public long AfterOffset { get; } = afterOffset;

    /// <summary>What to append.</summary>
    public IReadOnlyList<JournalRecord> Records { get; } = records;

    /// <summary>The records' digests, without their offsets.</summary>
    public UInt128[] Digests { get; } = digests;

    /// <summary>Ends when the append is durable.</summary>
    public Task<long> Task => _completion.Task;

    /// <summary>The offset of the first record in the group that is being tried.</summary>
    public long FirstOffset { get; set; }

    /// <summary>Why this append alone is left out of the group; null when it is part of it.</summary>
    public JournalConflictException? Conflict { get; set; }

    /// <summary>Tells the caller how the append ended, after the group's commit.</summary>
    public void Complete()
    {
        if (Conflict is null)
        {
            _completion.TrySetResult(FirstOffset + Records.Count - 1);
        }
        else
        {
            _completion.TrySetException(Conflict);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception error) => _completion.TrySetException(error);

    /// <inheritdoc/>
    public override void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
