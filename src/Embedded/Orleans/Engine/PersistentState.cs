using Microsoft.Extensions.DependencyInjection;
using Orleans.Diagnostics;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A grain's stored state: read before activation, then read, written and cleared by the grain on its turns.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly string _storageName;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _record = new();

    public PersistentState(Activation activation, string name, string? storageName)
    {
        _activation = activation;
        _name = name;
        _storageName = storageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        _storage = activation.Engine.Services.GetKeyedService<IGrainStorage>(_storageName)
            ?? (storageName is null ? activation.Engine.Services.GetService<IGrainStorage>() : null)
            ?? throw new BadProviderConfigException(
                $"No grain storage named {_storageName} is registered; grain {activation.GrainId} keeps state {name} there.");
    }

    public TState State
    {
        get => _record.State is null ? _record.State = New() : _record.State;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        DoAsync(StorageOperation.Read, () => _storage.ReadStateAsync(_name, _activation.GrainId, _record, cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        DoAsync(StorageOperation.Write, () => _storage.WriteStateAsync(_name, _activation.GrainId, _record, cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        DoAsync(StorageOperation.Clear, () => _storage.ClearStateAsync(_name, _activation.GrainId, _record, cancellationToken));

    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static TState New() => typeof(TState).IsAbstract || typeof(TState) == typeof(string)
        ? default!
        : Activator.CreateInstance<TState>();

    private async Task DoAsync(StorageOperation operation, Func<Task> work)
    {
        if (!ReferenceEquals(Activation.Current, _activation))
            throw new InvalidOperationException($"State {_name} of {_activation.GrainId} can be used only by its grain, on its turn.");
        var engine = _activation.Engine;
        using var trace = ActivitySources.StorageGrainSource.StartActivity($"storage {operation}");
        trace?.SetTag("orleans.grain.id", _activation.GrainId.ToString()).SetTag("orleans.storage.state.name", _name);
        var started = engine.Time.GetTimestamp();
        try
        {
            await work();
            engine.Instruments.StorageDone(operation, engine.Time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            engine.Instruments.StorageFailed(operation);
            trace?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, exception.Message);
            if (exception is OrleansException)
                throw;
            throw new OrleansException(
                $"Error from storage {_storageName} during {operation} of state {_name} of grain {_activation.GrainId}: {exception.Message}",
                exception);
        }
    }
}
