using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>
/// Ticks the reminders of this host. The table is the truth: it is read at start and again every refresh period, and
/// every change goes to it first. Ticks fall on start + n × period; one that takes longer than the period skips ahead.
/// </summary>
internal sealed class ReminderService : IAsyncDisposable
{
    private readonly Engine _engine;
    private readonly IReminderTable _table;
    private readonly ReminderOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _scheduled = [];
    private ITimer? _refresh;

    public ReminderService(Engine engine, IReminderTable table, IOptions<ReminderOptions> options)
    {
        _engine = engine;
        _table = table;
        _options = options.Value;
    }

    /// <summary>Done when the ticks under way are over.</summary>
    public Task Settled
    {
        get
        {
            lock (_gate)
                return Task.WhenAll(_scheduled.Values.Select(reminder => reminder.Running).ToArray());
        }
    }

    public async Task StartAsync(CancellationToken token)
    {
        await _table.StartAsync(token);
        Reconcile(await _table.ReadRows(0, 0));
        _refresh = _engine.Time.CreateTimer(
            static state => _ = ((ReminderService)state!).RefreshAsync(), this, _options.RefreshReminderListPeriod, _options.RefreshReminderListPeriod);
    }

    public async Task StopAsync(CancellationToken token)
    {
        var ticks = Settled;
        await DisposeAsync();
        await ticks.WaitAsync(token);
        await _table.StopAsync(token);
    }

    public async Task<IGrainReminder> RegisterOrUpdateAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        if (period < _options.MinimumReminderPeriod)
            throw new ArgumentException($"Cannot register reminder {grain}/{name}: period {period} is below the minimum {_options.MinimumReminderPeriod}.", nameof(period));
        var entry = new ReminderEntry
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = _engine.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await _table.UpsertRow(entry) ?? throw new ReminderException($"Could not register reminder {grain}/{name}.");
        Schedule(entry);
        return new GrainReminder(grain, name, entry.ETag);
    }

    public async Task UnregisterAsync(GrainReminder reminder)
    {
        if (!await _table.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag))
            throw new ReminderException($"Could not unregister reminder {reminder.GrainId}/{reminder.ReminderName}: it has changed.");
        Unschedule((reminder.GrainId, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> GetAsync(GrainId grain, string name) =>
        await _table.ReadRow(grain, name) is { } row ? Describe(row) : null;

    public async Task<List<IGrainReminder>> GetAllAsync(GrainId grain) =>
        [.. (await _table.ReadRows(grain)).Reminders.Select(Describe)];

    public async ValueTask DisposeAsync()
    {
        if (_refresh is not null)
            await _refresh.DisposeAsync();
        lock (_gate)
        {
            foreach (var reminder in _scheduled.Values)
                reminder.Dispose();
            _scheduled.Clear();
        }
    }

    private static IGrainReminder Describe(ReminderEntry row) => new GrainReminder(row.GrainId, row.ReminderName, row.ETag ?? string.Empty);

    private async Task RefreshAsync()
    {
        try
        {
            Reconcile(await _table.ReadRows(0, 0));
        }
        catch (Exception exception)
        {
            _engine.Log.ReminderTableFailed(exception);
        }
    }

    private void Reconcile(ReminderTableData table)
    {
        var rows = table.Reminders.ToDictionary(row => (row.GrainId, row.ReminderName));
        (GrainId Grain, string Name)[] gone;
        lock (_gate)
            gone = [.. _scheduled.Keys.Where(key => !rows.ContainsKey(key))];
        foreach (var key in gone)
            Unschedule(key);
        foreach (var row in rows.Values)
            Schedule(row);
    }

    private void Schedule(ReminderEntry row)
    {
        lock (_gate)
        {
            var key = (row.GrainId, row.ReminderName);
            if (_scheduled.TryGetValue(key, out var known))
            {
                if (known.IsSameAs(row))
                    return;
                known.Dispose();
            }

            _scheduled[key] = new ScheduledReminder(_engine, row);
        }
    }

    private void Unschedule((GrainId Grain, string Name) key)
    {
        lock (_gate)
        {
            if (_scheduled.Remove(key, out var reminder))
                reminder.Dispose();
        }
    }
}
