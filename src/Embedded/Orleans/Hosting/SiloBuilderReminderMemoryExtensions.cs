using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Reminders in memory, for tests and demonstrations.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds reminders that are lost when the process ends.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IReminderTable, InMemoryReminderTable>();
        return builder.AddReminders();
    }
}
