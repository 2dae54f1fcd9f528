namespace MegaRegion.Storage.Postgres;

/// <summary>The rows of a group, column by column, as they go to the database.</summary>
/// <param name="count">How many reports the group has.</param>
internal sealed class GroupRows(int count)
{
    private int _filled;

    /// <summary>How many reports the group has.</summary>
    public int Count => Offsets.Length;

    /// <summary>Bytes of all payloads.</summary>
    public long Bytes { get; private set; }

    /// <summary>The reports' offsets, rising by one.</summary>
    public long[] Offsets { get; } = new long[count];

    /// <summary>Their sequences.</summary>
    public long[] Sequences { get; } = new long[count];

    /// <summary>When they were accepted, in milliseconds since 1970.</summary>
    public long[] AcceptedAt { get; } = new long[count];

    /// <summary>Numbers of their hubs.</summary>
    public int[] Hubs { get; } = new int[count];

    /// <summary>Numbers of their producers.</summary>
    public int[] Producers { get; } = new int[count];

    /// <summary>How many flows they have.</summary>
    public int[] FlowCounts { get; } = new int[count];

    /// <summary>Their sealed digests.</summary>
    public byte[][] Digests { get; } = new byte[count][];

    /// <summary>Their payloads.</summary>
    public byte[][] Payloads { get; } = new byte[count][];

    /// <summary>Adds an accepted append.</summary>
    public void Add(AppendRequest request, HubTail tail)
    {
        for (var i = 0; i < request.Records.Count; i++)
        {
            var (record, offset) = (request.Records[i], request.FirstOffset + i);
            Offsets[_filled] = offset;
            Sequences[_filled] = record.Sequence;
            AcceptedAt[_filled] = record.AcceptedAtUnixMilliseconds;
            Hubs[_filled] = tail.Number;
            Producers[_filled] = tail.Producers[record.Producer];
            FlowCounts[_filled] = record.FlowCount;
            Digests[_filled] = Seal(request.Digests[i], offset);
            Payloads[_filled++] = record.Payload;
            Bytes += record.Payload.Length;
        }
    }

    private static byte[] Seal(UInt128 digest, long offset)
    {
        var seal = new byte[ReportDigest.Length];
        ReportDigest.Seal(digest, offset, seal);
        return seal;
    }
}
