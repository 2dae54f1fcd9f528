using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance.Grains;

public interface IClockGrain : IGrainWithStringKey
{
    /// <summary>Ticks every few milliseconds; every tick counts, waits a moment and, if asked, fails.</summary>
    Task StartTimer(bool failing);

    Task<int> Ticks();

    /// <summary>Most ticks that ran at the same time.</summary>
    Task<int> MostAtOnce();

    Task Deactivate();

    Task Remind(string name);

    Task<List<string>> Reminders();

    Task Forget(string name);
}

public sealed class ClockGrain : Grain, IClockGrain, IRemindable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    private int _ticks;
    private int _atOnce;
    private int _mostAtOnce;

    public Task StartTimer(bool failing)
    {
        this.RegisterGrainTimer(TickAsync, failing, TimeSpan.Zero, Period);
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task<int> MostAtOnce() => Task.FromResult(_mostAtOnce);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Remind(string name) =>
        await this.RegisterOrUpdateReminder(name, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public async Task<List<string>> Reminders() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Signals.Count($"{this.GetPrimaryKeyString()}/{reminderName}") == 2)
            Signals.Open($"{this.GetPrimaryKeyString()}/{reminderName} ticked twice");
        return Task.CompletedTask;
    }

    private async Task TickAsync(bool failing, CancellationToken cancellationToken)
    {
        _mostAtOnce = Math.Max(_mostAtOnce, ++_atOnce);
        await Task.Yield();
        _atOnce--;
        if (++_ticks == 3)
            Signals.Open($"{this.GetPrimaryKeyString()}/three ticks");
        if (failing)
            throw new InvalidOperationException("a failing tick");
    }
}
