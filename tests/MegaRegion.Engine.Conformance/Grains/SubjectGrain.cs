using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Utilities;

namespace MegaRegion.Engine.Conformance.Grains;

public interface ISubjectObserver : IGrainObserver
{
    Task Changed(int value);

    void Hinted(string hint);
}

public interface ISubjectGrain : IGrainWithStringKey
{
    Task Subscribe(ISubjectObserver observer);

    Task Unsubscribe(ISubjectObserver observer);

    Task Change(int value);

    Task Hint(string hint);

    Task<int> Observers();
}

public sealed class SubjectGrain(ILogger<SubjectGrain> log) : Grain, ISubjectGrain
{
    private readonly ObserverManager<ISubjectObserver> _observers = new(TimeSpan.FromMinutes(5), log);

    public Task Subscribe(ISubjectObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(ISubjectObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task Change(int value) => _observers.Notify(observer => observer.Changed(value));

    public Task Hint(string hint)
    {
        _observers.Notify(observer => observer.Hinted(hint));
        return Task.CompletedTask;
    }

    public Task<int> Observers() => Task.FromResult(_observers.Count);
}
