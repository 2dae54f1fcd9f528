namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// Between which paths of a bush flow should move: what a labeller hands to the one who moves flow, written and read from the first
/// entry to the last, so that it travels well between processors. Grows to what the largest bush needs.
/// </summary>
internal sealed class BushMoves
{
    private Step[] _steps = new Step[64];
    private Move[] _moves = new Move[16];
    private int _stepCount;

    /// <summary>Number of moves.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all moves.</summary>
    public void Clear() => (Count, _stepCount) = (0, 0);

    /// <summary>Links of the cheap path of a move, from the node where the paths meet back to where they part.</summary>
    public ReadOnlySpan<Step> CheapOf(int move) => _steps.AsSpan(_moves[move].Start.._moves[move].Middle);

    /// <summary>Links of the dear path of a move.</summary>
    public ReadOnlySpan<Step> DearOf(int move) => _steps.AsSpan(_moves[move].Middle.._moves[move].End);

    /// <summary>Adds the move at a node that flow enters by another link than the cheapest.</summary>
    /// <param name="links">Links of the bush.</param>
    /// <param name="merge">Position of the node.</param>
    /// <param name="shortestIn">Link by which the cheapest path enters each position.</param>
    /// <param name="longestIn">Link by which the dearest used path enters each position.</param>
    public void Add(BushLink[] links, int merge, int[] shortestIn, int[] longestIn)
    {
        var parting = Parting(links, merge, shortestIn, longestIn);
        var start = _stepCount;
        AddPath(links, merge, parting, shortestIn);
        var middle = _stepCount;
        AddPath(links, merge, parting, longestIn);
        if (Count == _moves.Length)
            Array.Resize(ref _moves, 2 * Count);
        _moves[Count++] = new Move(start, middle, _stepCount);
    }

    private static int Parting(BushLink[] links, int merge, int[] shortestIn, int[] longestIn)
    {
        var (onCheap, onDear) = (links[shortestIn[merge]].Tail, links[longestIn[merge]].Tail);
        while (onCheap != onDear)
        {
            if (onCheap > onDear)
                onCheap = links[shortestIn[onCheap]].Tail;
            else
                onDear = links[longestIn[onDear]].Tail;
        }

        return onCheap;
    }

    private void AddPath(BushLink[] links, int from, int parting, int[] via)
    {
        while (from != parting)
        {
            if (_stepCount == _steps.Length)
                Array.Resize(ref _steps, 2 * _stepCount);
            ref readonly var link = ref links[via[from]];
            _steps[_stepCount++] = new Step(via[from], link.Link);
            from = link.Tail;
        }
    }

    /// <summary>A link of a path.</summary>
    /// <param name="Position">Where it stands in the bush.</param>
    /// <param name="Link">Link index.</param>
    internal readonly record struct Step(int Position, int Link);

    private readonly record struct Move(int Start, int Middle, int End);
}
