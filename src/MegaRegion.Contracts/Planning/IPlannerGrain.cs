using Orleans;

namespace MegaRegion.Contracts.Planning;

/// <summary>
/// Knows all runs, in the order in which they were started, and wakes those that a stop or a crash has interrupted. There
/// is one, with the key <see cref="Key"/>.
/// </summary>
[Alias("MegaRegion.IPlannerGrain")]
public interface IPlannerGrain : IGrainWithStringKey
{
    /// <summary>The key of the one planner.</summary>
    const string Key = "planner";

    /// <summary>Checks a document.</summary>
    /// <param name="document">YAML.</param>
    [Alias("Check")]
    Task<CheckReply> CheckAsync(string document);

    /// <summary>Starts the run of a document, or finds the one with the same content.</summary>
    /// <param name="document">YAML.</param>
    /// <param name="planner">Who plans; runs of different planners take turns.</param>
    [Alias("Start")]
    Task<StartReply> StartAsync(string document, string planner);

    /// <summary>Ids of all runs, the newest first.</summary>
    [Alias("List")]
    Task<string[]> ListAsync();

    /// <summary>Forgets a run; false when there is none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string run);

    /// <summary>Wakes runs that have not ended.</summary>
    [Alias("Resume")]
    Task ResumeAsync();
}
