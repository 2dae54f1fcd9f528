namespace MegaRegion.Storage.Conformance;

/// <summary>A store that a conformance suite works on; disposing it deletes what it kept.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The store's services; others after <see cref="RestartAsync"/>.</summary>
    IServiceProvider Services { get; }

    /// <summary>Closes the store and opens what it kept.</summary>
    ValueTask RestartAsync();
}
