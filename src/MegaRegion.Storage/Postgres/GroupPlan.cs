using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// Decides, while the journal is locked, which appends of a group are kept and at which offsets. Appends of writers who
/// missed a report are left out; the rest goes into one set of rows.
/// </summary>
/// <remarks>
/// That a sequence exists already is left to the unique index: it happens to broken writers only. When the index has
/// objected the group is planned once more with <c>checksSequences</c>, which asks for every sequence first.
/// </remarks>
internal sealed class GroupPlan
{
    private readonly HubTails _tails;
    private readonly List<AppendRequest> _accepted = [];
    private readonly HashSet<(string Hub, string Producer, long Sequence)>? _recorded;
    private JournalCounts _counts;

    private GroupPlan(HubTails tails, JournalCounts counts, HashSet<(string Hub, string Producer, long Sequence)>? recorded)
    {
        (_tails, _counts, _recorded) = (tails, counts, recorded);
    }

    /// <summary>The counts after the group.</summary>
    public JournalCounts Counts => _counts;

    /// <summary>Hubs that report for the first time.</summary>
    public List<(int Number, string Id)> NewHubs { get; } = [];

    /// <summary>Producers that report for the first time.</summary>
    public List<(int Number, int Hub, string Name)> NewProducers { get; } = [];

    /// <summary>Ends that the group moves.</summary>
    public List<HubTail> Moved { get; } = [];

    /// <summary>The rows; empty when every append was left out.</summary>
    public GroupRows Rows { get; private set; } = new(0);

    /// <summary>Plans a group; the session's transaction holds the journal's lock.</summary>
    public static GroupPlan Make(
        List<AppendRequest> group, AppendSession session, HubTails tails, JournalCounts counts, bool checksSequences)
    {
        LoadHubs(group, session, tails);
        LoadProducers(group, session, tails);
        var plan = new GroupPlan(tails, counts, checksSequences ? session.FindRecorded(group) : null);
        foreach (var request in group)
        {
            plan.Decide(request);
        }

        plan.Fill();
        return plan;
    }

    private static void LoadHubs(List<AppendRequest> group, AppendSession session, HubTails tails)
    {
        var unknown = group.Select(request => request.Hub.Value).Where(hub => tails.Find(hub) is null).Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            session.LoadHubs(unknown, tails);
        }
    }

    private static void LoadProducers(List<AppendRequest> group, AppendSession session, HubTails tails)
    {
        var unknown = new HashSet<(HubTail Tail, string Name)>();
        foreach (var request in group)
        {
            if (tails.Find(request.Hub.Value) is not { } tail)
            {
                continue;
            }

            foreach (var record in request.Records)
            {
                if (!tail.Producers.ContainsKey(record.Producer))
                {
                    unknown.Add((tail, record.Producer));
                }
            }
        }

        if (unknown.Count > 0)
        {
            session.LoadProducers([.. unknown]);
        }
    }

    private void Decide(AppendRequest request)
    {
        var tail = _tails.Find(request.Hub.Value);
        request.Conflict = (tail?.LastOffset ?? 0) != request.AfterOffset
            ? JournalConflicts.Missed(request.Hub, request.AfterOffset, tail?.LastOffset ?? 0)
            : FindRecorded(request);
        if (request.Conflict is not null)
        {
            return;
        }

        Accept(request, tail ?? AddHub(request.Hub.Value));
    }

    private JournalConflictException? FindRecorded(AppendRequest request)
    {
        if (_recorded is null)
        {
            return null;
        }

        for (var i = 0; i < request.Records.Count; i++)
        {
            if (!_recorded.Add(Key(request, i)))
            {
                for (var added = 0; added < i; added++)
                {
                    _recorded.Remove(Key(request, added));
                }

                return JournalConflicts.Recorded(request.Hub, request.Records[i]);
            }
        }

        return null;
    }

    private static (string Hub, string Producer, long Sequence) Key(AppendRequest request, int index) =>
        (request.Hub.Value, request.Records[index].Producer, request.Records[index].Sequence);

    private void Accept(AppendRequest request, HubTail tail)
    {
        var flows = _counts.Flows;
        foreach (var record in request.Records)
        {
            flows = checked(flows + record.FlowCount);
            AddProducerOf(record, tail);
        }

        request.FirstOffset = _counts.Head + 1;
        _counts = _counts with { Head = _counts.Head + request.Records.Count, Flows = flows };
        tail.LastOffset = _counts.Head;
        tail.Reports += request.Records.Count;
        if (!tail.IsDirty)
        {
            tail.IsDirty = true;
            Moved.Add(tail);
        }

        _accepted.Add(request);
    }

    private HubTail AddHub(string hub)
    {
        _counts = _counts with { Hubs = _counts.Hubs + 1 };
        NewHubs.Add((_counts.Hubs, hub));
        return _tails.Put(hub, _counts.Hubs, lastOffset: 0, reports: 0);
    }

    private void AddProducerOf(JournalRecord record, HubTail tail)
    {
        if (tail.Producers.ContainsKey(record.Producer))
        {
            return;
        }

        _counts = _counts with { Producers = _counts.Producers + 1 };
        NewProducers.Add((_counts.Producers, tail.Number, record.Producer));
        tail.Producers.Add(record.Producer, _counts.Producers);
    }

    private void Fill()
    {
        Rows = new GroupRows(_accepted.Sum(request => request.Records.Count));
        foreach (var request in _accepted)
        {
            Rows.Add(request, _tails.Find(request.Hub.Value)!);
        }
    }
}
