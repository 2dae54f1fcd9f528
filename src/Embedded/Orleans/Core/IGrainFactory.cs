using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Makes references to grains and observers. Making a reference neither activates nor checks anything; the first
/// call does.
/// </summary>
public interface IGrainFactory
{
    /// <summary>Refers to the grain with a GUID key.</summary>
    /// <exception cref="ArgumentException">No grain class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    /// <summary>Refers to the grain with an integer key.</summary>
    /// <exception cref="ArgumentException">No grain class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>Refers to the grain with a string key, which must not be empty.</summary>
    /// <exception cref="ArgumentException">No grain class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>Refers to the grain with a GUID and a string as key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey;

    /// <summary>Refers to the grain with an integer and a string as key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey;

    /// <summary>Refers to the grain with this identity through an interface it implements.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

    /// <summary>
    /// Makes an observer reference for a client object; calls to it arrive one at a time. The object is held until
    /// <see cref="DeleteObjectReference{T}"/>, so keep it and delete it yourself, as on a cluster, where it is held weakly.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from inside a grain.</exception>
    /// <exception cref="ArgumentException">The object is a grain.</exception>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Forgets the client object behind an observer reference; later calls to it fail.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
