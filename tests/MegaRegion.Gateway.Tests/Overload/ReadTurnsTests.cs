using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using MegaRegion.Gateway.Overload;
using MegaRegion.Gateway.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Gateway.Tests.Overload;

public sealed class ReadTurnsTests
{
    private const int Calls = 4;
    private const int AllCredit = Calls * (1 + ReadTurns.RefusalsPerReport) * ReadTurns.CallBytes;

    private readonly SteppedTime _time = new();
    private readonly Queue<IThreadPoolWorkItem> _pool = new();
    private readonly ReadTurns _turns;
    private long _pending;

    public ReadTurnsTests() => _turns = new ReadTurns(
        new GatewayOptions { MaxReportCalls = Calls, MaxReadLag = TimeSpan.FromSeconds(2) }, _time, () => _pending, _pool.Enqueue);

    [Fact]
    public void Nobody_stands_in_line_before_calls_are_refused_and_work_waits()
    {
        _pending = long.MaxValue;
        _turns.AreNeeded.ShouldBeFalse("nothing was refused");

        _turns.Refused();
        _turns.AreNeeded.ShouldBeTrue();

        _pending = ReadTurns.MaxPendingWork;
        _turns.AreNeeded.ShouldBeFalse("the pool keeps up");

        _pending = long.MaxValue;
        _time.Advance(ReadTurns.Aftermath);
        _turns.AreNeeded.ShouldBeFalse("calls are let in again");
    }

    [Fact]
    public async Task Reading_spends_credit_and_answered_reports_earn_it_for_those_who_waited_longest()
    {
        Overload();
        (await _turns.TakeAsync(AllCredit)).ShouldBe(AllCredit);

        var (first, second) = (_turns.TakeAsync(10_000).AsTask(), _turns.TakeAsync(10_000).AsTask());
        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        _turns.Earn();

        (await first).ShouldBe((1 + ReadTurns.RefusalsPerReport) * ReadTurns.CallBytes);
        second.IsCompleted.ShouldBeFalse();
        _turns.Earn();
        (await second).ShouldBe((1 + ReadTurns.RefusalsPerReport) * ReadTurns.CallBytes);
    }

    [Fact]
    public async Task Reading_goes_on_round_by_round_when_no_report_is_answered()
    {
        Overload();
        await _turns.TakeAsync(AllCredit);
        var waiting = Enumerable.Range(0, 20).Select(_ => _turns.TakeAsync(10_000).AsTask()).ToList();

        for (var round = 0; round < waiting.Count && _pool.TryDequeue(out var work); round++)
        {
            work.Execute();
            waiting.Count(turn => turn.IsCompleted).ShouldBeInRange(1, round + 1);
        }

        waiting.ShouldAllBe(turn => turn.IsCompleted);
        _pool.ShouldBeEmpty("nobody waits, so nothing is left in the pool");
    }

    [Fact]
    public async Task A_connection_that_stays_behind_is_cut_when_its_calls_are_answered()
    {
        await using var client = new Client(_turns, _time);
        Overload();
        await _turns.TakeAsync(AllCredit);
        client.Load.Enter();
        await client.SendAsync(100_000);
        var first = client.ReadAsync();
        Round();
        (await first).ShouldBeLessThan(100_000);

        client.Load.Refuse();
        _time.Advance(TimeSpan.FromSeconds(2));
        _turns.Refused();
        var second = client.ReadAsync();
        Round();
        client.IsCut.ShouldBeFalse("a call that was let in is not answered yet");
        client.Load.Leave();

        (await second).ShouldBe(0);
        await client.IsCutAsync();
    }

    // Negative control: what is behind without single reports, a stream, is slowed down only.
    [Fact]
    public async Task A_connection_without_single_reports_is_not_cut()
    {
        await using var client = new Client(_turns, _time);
        Overload();
        await _turns.TakeAsync(AllCredit);
        await client.SendAsync(100_000);
        var first = client.ReadAsync();
        Round();
        var read = await first;

        _time.Advance(TimeSpan.FromMinutes(1));
        _turns.Refused();
        var second = client.ReadAsync();
        Round();

        (await second).ShouldBeInRange(1, 100_000 - read);
        client.IsCut.ShouldBeFalse();
    }

    private void Overload()
    {
        _pending = long.MaxValue;
        _turns.Refused();
    }

    private void Round() => _pool.Dequeue().Execute();

    /// <summary>The server's end of a connection, and the client that sends.</summary>
    private sealed class Client : IAsyncDisposable
    {
        private readonly Pipe _sent = new(new PipeOptions(pauseWriterThreshold: 0));
        private readonly DefaultConnectionContext _connection = new("test");
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        private readonly TurnReader _reader;

        public Client(ReadTurns turns, TimeProvider time)
        {
            _connection.Transport = new Duplex(_sent.Reader, new Pipe().Writer);
            _reader = new TurnReader(
                _connection, Load, turns, time, new GatewayInstruments(_services.GetRequiredService<IMeterFactory>()));
        }

        public ConnectionLoad Load { get; } = new();

        public bool IsCut => _connection.ConnectionClosed.IsCancellationRequested;

        /// <summary>The connection is told on a thread of the pool.</summary>
        public async Task IsCutAsync()
        {
            var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = _connection.ConnectionClosed.Register(cut.SetResult);
            await cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        public async Task SendAsync(int bytes) => await _sent.Writer.WriteAsync(new byte[bytes]);

        /// <summary>How many bytes the server gets to read.</summary>
        public async Task<int> ReadAsync()
        {
            var read = await _reader.ReadAsync(TestContext.Current.CancellationToken);
            _reader.AdvanceTo(read.Buffer.End);
            return (int)read.Buffer.Length;
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();

        private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }

    /// <summary>Its timestamps stand still until they are told to go on; nothing here waits for a timer.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _ticks);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
