namespace MegaRegion.Storage.Conformance;

/// <summary>A store that a conformance suite works on; disposing it deletes what it kept.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The store's services; others after <see cref="RestartAsync"/>.</summary>
    IServiceProvider Services { get; }

    /// <summary>
    /// The services of a second process on the same store, where the store allows one; otherwise the first one's. Closed
    /// with the store.
    /// </summary>
    IServiceProvider SecondOwner { get; }

    /// <summary>Closes the store and opens what it kept.</summary>
    ValueTask RestartAsync();
}
