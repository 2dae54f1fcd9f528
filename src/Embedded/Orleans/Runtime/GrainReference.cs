using System.ComponentModel;

namespace Orleans.Runtime;

/// <summary>
/// A grain or observer, wherever it is. Generated classes add the interface. Equal if the identities are.
/// </summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly IdSpan _key;
    private Activation? _hint;

    /// <summary>Refers to one grain through one interface.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        Shared = shared;
        _key = key;
    }

    /// <summary>The identity referred to.</summary>
    public GrainId GrainId => new(Shared.Class.GrainType, _key);

    /// <summary>The interface's name.</summary>
    public string InterfaceName => Shared.InterfaceType.Name;

    internal GrainReferenceShared Shared { get; }

    internal IdSpan Key => _key;

    // Where the last call went. It saves the look-up as long as that activation lives.
    internal Activation? Hint
    {
        get => _hint;
        set => _hint = value;
    }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>Whether both are null or refer to the same grain.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) => Equals(left, right);

    /// <summary>Whether they refer to different grains.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !Equals(left, right);

    /// <summary>Sends a call with a result.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> Send<TResult>(Request<TResult> request)
    {
        request.Reference = this;
        return Shared.Engine.Calls.Send(request);
    }

    /// <summary>Sends a call without a result; a one-way call is done when it is sent.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task Send(Request request)
    {
        request.Reference = this;
        return Shared.Engine.Calls.Send(request);
    }

    /// <summary>Prepares an async stream; it is sent when it is enumerated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<T> Prepare<T>(AsyncEnumerableRequest<T> request)
    {
        request.Reference = this;
        return request;
    }

    internal Task<TResult> SendExtension<TResult>(Request<TResult> request) => Send(request);

    internal Task SendExtension(Request request) => Send(request);
}
