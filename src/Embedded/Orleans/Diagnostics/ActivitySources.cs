using System.Diagnostics;

namespace Orleans.Diagnostics;

/// <summary>Names of the activity sources, as on a cluster.</summary>
public static class ActivitySources
{
    /// <summary>Calls between application grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls of the engine's own interfaces, such as reminders.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    /// <summary>Activation and deactivation.</summary>
    public const string LifecycleActivitySourceName = "Microsoft.Orleans.Lifecycle";

    /// <summary>Reads and writes of grain state.</summary>
    public const string StorageActivitySourceName = "Microsoft.Orleans.Storage";

    /// <summary>All of them.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";

    internal static readonly ActivitySource ApplicationGrainSource = new(ApplicationGrainActivitySourceName);
    internal static readonly ActivitySource RuntimeGrainSource = new(RuntimeActivitySourceName);
    internal static readonly ActivitySource StorageGrainSource = new(StorageActivitySourceName);
}
