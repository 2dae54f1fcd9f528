using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Base class of grains. Everything in it must be called from the grain's own code, on the grain's turn.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Joins the object to the activation that is being constructed.</summary>
    /// <exception cref="InvalidOperationException">Constructed outside an activation.</exception>
    protected Grain()
        : this(Activation.Current
            ?? throw new InvalidOperationException("A grain can be constructed only by the engine, as part of an activation."))
    {
    }

    /// <summary>Joins the object to a given activation.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <summary>The activation this object is the instance of.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain, to be handed to others.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The grain's identity as text: type, slash, key.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The host this activation lives in, as text.</summary>
    public string RuntimeIdentity => ((Activation)GrainContext).Engine.SiloIdentity;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ((Activation)GrainContext).Engine.GrainFactory;

    /// <summary>The services of this activation; scoped services live as long as it does.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Called once before the first request; requests wait for it. A failure rejects them.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called before the activation ends, best effort: a crash skips it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation as soon as the running requests are done. A later call makes a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from idle collection for a while; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);
}
