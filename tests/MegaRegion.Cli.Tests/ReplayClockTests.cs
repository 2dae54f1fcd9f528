using MegaRegion.Cli.Demo;

namespace MegaRegion.Cli.Tests;

public sealed class ReplayClockTests
{
    [Fact]
    public void The_clock_runs_at_its_speed_from_its_first_hour()
    {
        var time = new SteppedTime();
        var clock = new ReplayClock(firstHour: 100, speed: 7_200, time);
        time.Advance(TimeSpan.FromSeconds(3));
        clock.NowHours.ShouldBe(106, tolerance: 1e-9);
        clock.WaitForAsync(105, TestContext.Current.CancellationToken).IsCompletedSuccessfully.ShouldBeTrue();
        clock.WaitForAsync(107, TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
    }

    /// <summary>Time that stands still until it is moved; its timers never fire.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
