using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can set reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at every tick. Ticks may be late, missed while the host is down, or repeated.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
