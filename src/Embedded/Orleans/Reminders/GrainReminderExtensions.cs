using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reminders of grains: like timers, but kept in a table, so that they outlive activations and hosts.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Sets a reminder, replacing one of the same name.</summary>
    /// <param name="grain">The grain, which must be an <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">A name unique within the grain.</param>
    /// <param name="dueTime">Time to the first tick, zero or more.</param>
    /// <param name="period">Time between ticks, at least the configured minimum of one minute.</param>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (grain is not IRemindable)
            throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} is not an {nameof(IRemindable)}.");
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        return Service(grain).RegisterOrUpdateAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder.</summary>
    /// <exception cref="ReminderException">It was changed or removed since it was read.</exception>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        Service(grain).UnregisterAsync((GrainReminder)reminder);

    /// <summary>The reminder of this name; null if there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Service(grain).GetAsync(grain.GrainContext.GrainId, reminderName);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
        Service(grain).GetAllAsync(grain.GrainContext.GrainId);

    private static ReminderService Service(IGrainBase grain) =>
        ((Activation)grain.GrainContext).Engine.Services.GetService<ReminderService>()
        ?? throw new InvalidOperationException("Reminders are not configured: call AddReminders and register a table.");
}
