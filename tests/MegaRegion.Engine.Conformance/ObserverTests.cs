using System.Threading.Channels;
using MegaRegion.Engine.Conformance.Grains;

namespace MegaRegion.Engine.Conformance;

/// <summary>Grains call client objects.</summary>
public sealed class ObserverTests(EngineFixture engine)
{
    private readonly ISubjectGrain _grain = engine.Grains.GetGrain<ISubjectGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task An_observer_is_told_until_it_unsubscribes()
    {
        var observer = new Recorder();
        var reference = engine.Grains.CreateObjectReference<ISubjectObserver>(observer);
        await _grain.Subscribe(reference);
        await _grain.Subscribe(reference);
        (await _grain.Observers()).ShouldBe(1);
        await _grain.Change(1);
        await _grain.Unsubscribe(reference);
        await _grain.Change(2);
        observer.Values.ShouldBe([1]);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task A_one_way_notification_arrives()
    {
        var observer = new Recorder();
        var reference = engine.Grains.CreateObjectReference<ISubjectObserver>(observer);
        await _grain.Subscribe(reference);
        await _grain.Hint("soon");
        (await observer.Hints.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe("soon");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Notifications_through_one_reference_come_one_at_a_time()
    {
        var observer = new Recorder();
        var reference = engine.Grains.CreateObjectReference<ISubjectObserver>(observer);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(reference.Changed));
        observer.Values.Count.ShouldBe(50);
        observer.MostAtOnce.ShouldBe(1);
        GC.KeepAlive(observer);
    }

    private sealed class Recorder : ISubjectObserver
    {
        private readonly Channel<string> _hints = Channel.CreateUnbounded<string>();
        private int _atOnce;

        public List<int> Values { get; } = [];

        public ChannelReader<string> Hints => _hints.Reader;

        public int MostAtOnce { get; private set; }

        public async Task Changed(int value)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            await Task.Yield();
            Values.Add(value);
            Interlocked.Decrement(ref _atOnce);
        }

        public void Hinted(string hint) => _hints.Writer.TryWrite(hint);
    }
}
