using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Contracts.Planning;

/// <summary>A run of a scenario; its key is the run's id. It keeps the order, how far it is, and the result.</summary>
[Alias("MegaRegion.IRunGrain")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Queues the run unless it is queued, running or done.</summary>
    /// <param name="order">What to run.</param>
    [Alias("Start")]
    Task<RunView> StartAsync(RunOrder order);

    /// <summary>Puts an unfinished run back into the queue of this process when it is in none; null when there is no run.</summary>
    [Alias("Resume")]
    Task<RunView?> ResumeAsync();

    /// <summary>The run as it stands; null when there is none.</summary>
    [Alias("Get")]
    Task<RunView?> GetAsync();

    /// <summary>The run at its next change, or as it stands after some seconds; null when there is none.</summary>
    /// <param name="afterVersion">The version that the caller knows.</param>
    [Alias("Wait")]
    [AlwaysInterleave]
    Task<RunView?> WaitAsync(long afterVersion);

    /// <summary>Stops it; null when there is none.</summary>
    [Alias("Cancel")]
    Task<RunView?> CancelAsync();

    /// <summary>Stops and forgets it; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();

    /// <summary>Headline figures and keys of tables; null when it is not done.</summary>
    [Alias("GetSummary")]
    Task<ResultSummary?> GetSummaryAsync();

    /// <summary>Rows of a table; null when it is not done.</summary>
    /// <param name="key">Key of the table.</param>
    /// <param name="firstRow">Position of the first row, 0 or more.</param>
    /// <param name="rows">How many rows at most.</param>
    [Alias("GetTable")]
    Task<TablePage?> GetTableAsync(string key, int firstRow, int rows);

    /// <summary>The result; null when it is not done.</summary>
    [Alias("GetResult")]
    Task<RunResultMessage?> GetResultAsync();

    /// <summary>A worker tells how far it is.</summary>
    /// <param name="attempt">Which try.</param>
    /// <param name="progress">How far.</param>
    [Alias("Report")]
    Task ReportAsync(Guid attempt, ProgressMessage progress);

    /// <summary>A worker tells the result.</summary>
    /// <param name="attempt">Which try.</param>
    /// <param name="result">The result.</param>
    [Alias("Complete")]
    Task CompleteAsync(Guid attempt, RunResultMessage result);

    /// <summary>A worker tells that there is no result.</summary>
    /// <param name="attempt">Which try.</param>
    /// <param name="problems">Why the model refused it; none when the server failed.</param>
    [Alias("Fail")]
    Task FailAsync(Guid attempt, ProblemMessage[] problems);
}
