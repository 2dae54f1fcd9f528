using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call as filters see it. Members may be read before and after <see cref="Invoke"/>.</summary>
public interface IGrainCallContext
{
    /// <summary>The call itself: method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain instance (incoming) or the reference (outgoing).</summary>
    object Grain { get; }

    /// <summary>Who calls: a grain, or null for a client.</summary>
    GrainId? SourceId { get; }

    /// <summary>Who is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface called.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The interface's name.</summary>
    string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The interface's method.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result; null before the call has run. Set it to replace the result.</summary>
    object? Result { get; set; }

    /// <summary>The response; null before the call has run.</summary>
    Response? Response { get; set; }

    /// <summary>Runs the rest of the chain, and at its end the method.</summary>
    Task Invoke();
}
