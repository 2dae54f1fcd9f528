using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Assignment;

/// <summary>
/// A pass of Algorithm B over many bushes on several workers. Labels of a bush can be found beside those of others, while flow can
/// only move in one bush after the other, because each uses the costs that the one before it left. Bushes are therefore taken in
/// blocks: while flow moves in one block, bush by bush, the labels of the next one are found at the costs that
/// the block before both left. Labels only say between which paths flow moves; how much follows from the costs of the
/// moment, so labels that are a block old lose a move now and then but make none wrong. The blocks depend on the number of
/// bushes alone, and few bushes go one after the other with fresh labels.
/// </summary>
internal sealed class BushPass<TCost>
    where TCost : struct, ILinkCost
{
    /// <summary>Blocks of a full pass at least: old labels then miss no more than a thirtieth of the moves of a pass.</summary>
    private const int LeastBlocks = 32;

    /// <summary>Bushes in a block at most; more only make labels older.</summary>
    private const int LargestBlock = 16;

    private readonly LinkState<TCost> _links;
    private readonly BushEquilibrator<TCost> _equilibrator;
    private readonly WorkerTeam _team;
    private readonly int _blockSize;
    private readonly Bush[] _active;
    private readonly BushLabeller[] _labellers;
    private readonly BushMoves[] _moves;
    private readonly double[][] _seen;
    private readonly Action<int, int> _labelOne;
    private readonly Action _shiftBefore;
    private int _activeCount;
    private int _start;

    public BushPass(NetworkGraph graph, LinkState<TCost> links, BushEquilibrator<TCost> equilibrator, WorkerTeam team, int workers, int bushes)
    {
        (_links, _equilibrator, _team) = (links, equilibrator, team);
        _blockSize = Math.Min(LargestBlock, bushes / LeastBlocks);
        _active = new Bush[bushes];
        (_labelOne, _shiftBefore) = (LabelOne, ShiftBefore);
        var isInBlocks = _blockSize > 1;
        _labellers = [.. Enumerable.Range(0, isInBlocks ? workers : 0).Select(_ => new BushLabeller(graph.NodeCount))];
        _moves = [.. Enumerable.Range(0, isInBlocks ? 2 * _blockSize : 0).Select(_ => new BushMoves())];
        _seen = [.. Enumerable.Range(0, isInBlocks ? links.ClassCount : 0).Select(_ => new double[graph.LinkCount])];
    }

    /// <summary>Moves flow once in the bushes whose excess is at least <paramref name="idle"/>; returns the excess of all.</summary>
    public double Run(Bush[] bushes, double idle, CancellationToken cancellation)
    {
        _activeCount = 0;
        foreach (var bush in bushes)
        {
            if (bush.MergeCount > 0 && bush.Excess >= idle)
                _active[_activeCount++] = bush;
        }

        if (_blockSize > 1)
            InBlocks(cancellation);
        else
            OneByOne(cancellation);
        var excess = 0.0;
        foreach (var bush in bushes)
            excess += bush.Excess;
        return excess;
    }

    private void OneByOne(CancellationToken cancellation)
    {
        for (var k = 0; k < _activeCount; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            _equilibrator.Equilibrate(_active[k]);
        }
    }

    private void InBlocks(CancellationToken cancellation)
    {
        for (_start = 0; _start < _activeCount; _start += _blockSize)
        {
            if (_start != _blockSize)
                SeeCosts();
            _team.Run(_start > 0 ? _shiftBefore : null, Math.Min(_blockSize, _activeCount - _start), _labelOne, cancellation);
        }

        ShiftBefore();
    }

    /// <summary>Keeps the costs of the moment for the labels of the next block.</summary>
    private void SeeCosts()
    {
        for (var k = 0; k < _seen.Length; k++)
            _links.CostOf(k).CopyTo(_seen[k], 0);
    }

    private void LabelOne(int worker, int offset)
    {
        var bush = _active[_start + offset];
        bush.Excess = _labellers[worker].Label(bush, _seen[bush.Class], MovesOf(_start + offset));
    }

    private void ShiftBefore()
    {
        for (var k = Math.Max(0, _start - _blockSize); k < Math.Min(_start, _activeCount); k++)
            _equilibrator.Shift(_active[k], MovesOf(k));
    }

    private BushMoves MovesOf(int position) => _moves[position % _moves.Length];
}
