namespace Orleans.Runtime;

/// <summary>A reminder as it stands in the table.</summary>
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
