using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>
/// Two writers of one record, each with what it saw last, against a model: a value and a count of changes. A write or a
/// clear succeeds exactly when its writer has seen the newest change.
/// </summary>
internal sealed class VersionedCellModel(IGrainStorage storage)
{
    private static int _lastCell;

    private readonly GrainId _cell = GrainId.Create("cell", $"{Interlocked.Increment(ref _lastCell)}");
    private readonly GrainState<GrainStateConformance.Counter>[] _writers = [new(), new()];
    private readonly int[] _seen = [0, 0];
    private int _changes;
    private int? _value;

    public async Task Run((bool First, byte Operation)[] operations)
    {
        foreach (var (first, operation) in operations)
        {
            await StepAsync(first ? 0 : 1, operation);
        }

        await ReadAsync(0);
    }

    private Task StepAsync(int writer, byte operation) => (operation % 3) switch
    {
        0 => ReadAsync(writer),
        1 => WriteAsync(writer, operation),
        _ => ClearAsync(writer),
    };

    private async Task ReadAsync(int writer)
    {
        await storage.ReadStateAsync("cell", _cell, _writers[writer]);
        _seen[writer] = _changes;
        _writers[writer].RecordExists.ShouldBe(_value is not null);
        _writers[writer].State!.Value.ShouldBe(_value ?? 0);
    }

    private async Task WriteAsync(int writer, int value)
    {
        _writers[writer].State = new GrainStateConformance.Counter { Value = value };
        if (await SucceedsAsync(() => storage.WriteStateAsync("cell", _cell, _writers[writer]), writer))
        {
            _value = value;
        }
    }

    private async Task ClearAsync(int writer)
    {
        if (await SucceedsAsync(() => storage.ClearStateAsync("cell", _cell, _writers[writer]), writer))
        {
            _value = null;
        }
    }

    private async Task<bool> SucceedsAsync(Func<Task> operation, int writer)
    {
        var expected = _seen[writer] == _changes || (_value is null && _writers[writer].ETag is null);
        try
        {
            await operation();
            expected.ShouldBeTrue("a writer that missed a change was let through");
            _seen[writer] = ++_changes;
            return true;
        }
        catch (InconsistentStateException)
        {
            expected.ShouldBeFalse("a writer that saw the newest version was refused");
            return false;
        }
    }
}
