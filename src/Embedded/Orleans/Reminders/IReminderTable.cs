using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept. Registered as a singleton.</summary>
public interface IReminderTable
{
    /// <summary>Prepares the table.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Lets go of the table.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// Reminders of grains whose <see cref="GrainId.GetUniformHashCode"/> lies after <paramref name="begin"/> and up to
    /// <paramref name="end"/>, round the end of the numbers if begin is not below end; all if they are equal.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder; null if there is none.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Adds or replaces a row; gives its new version.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a row if its version is the given one; false if not.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Empties the table, for tests.</summary>
    Task TestOnlyClearTable();
}
