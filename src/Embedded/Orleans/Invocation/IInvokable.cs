using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call: its method and arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable => false;

    /// <summary>The object the call runs on; null before it arrives.</summary>
    object? GetTarget();

    /// <summary>Sets the object the call runs on.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Runs the method. An exception of the method is in the response.</summary>
    ValueTask<Response> Invoke();

    /// <summary>Number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>An argument, boxed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name without namespace.</summary>
    string GetInterfaceName();

    /// <summary>Interface and method, as traces name the call.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The time callers wait if the method sets its own.</summary>
    TimeSpan? GetDefaultResponseTimeout() => null;

    /// <summary>The callee's cancellation token.</summary>
    CancellationToken GetCancellationToken() => default;

    /// <summary>Cancels the callee's token; false if there is none.</summary>
    bool TryCancel() => false;
}
