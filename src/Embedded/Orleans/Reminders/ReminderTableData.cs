namespace Orleans;

/// <summary>Rows read from the reminder table.</summary>
public sealed class ReminderTableData
{
    /// <summary>No rows.</summary>
    public ReminderTableData()
        : this([])
    {
    }

    /// <summary>One row.</summary>
    public ReminderTableData(ReminderEntry entry)
        : this([entry])
    {
    }

    /// <summary>Several rows.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The rows.</summary>
    public IList<ReminderEntry> Reminders { get; }
}
