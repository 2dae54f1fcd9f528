using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Contracts.Alerts;

/// <summary>
/// Keeps the rules for alerts and evaluates them while it is active. There is one, with the key <see cref="Key"/>.
/// </summary>
[Alias("MegaRegion.IAlertGrain")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "alerts";

    /// <summary>Adds a rule or replaces the one with its id.</summary>
    /// <param name="rule">The rule.</param>
    [Alias("Put")]
    Task<AlertPutReply> PutAsync(AlertRuleMessage rule);

    /// <summary>Deletes a rule; false when there is none.</summary>
    /// <param name="id">Id of the rule.</param>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string id);

    /// <summary>Every rule and its alert.</summary>
    [AlwaysInterleave]
    [Alias("Get")]
    Task<AlertPicture> GetAsync();

    /// <summary>The picture at its next change, or as it stands after some seconds.</summary>
    /// <param name="afterVersion">The version that the caller knows.</param>
    [AlwaysInterleave]
    [Alias("Wait")]
    Task<AlertPicture> WaitAsync(long afterVersion);

    /// <summary>Wakes the grain, so that it evaluates its rules from now on.</summary>
    [Alias("Resume")]
    Task ResumeAsync();
}
