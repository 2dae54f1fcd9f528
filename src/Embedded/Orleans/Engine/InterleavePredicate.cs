using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Finds the method that <see cref="MayInterleaveAttribute"/> names.</summary>
internal static class InterleavePredicate
{
    public static Func<object, IInvokable, bool>? Of(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { CallbackMethodName: var name })
            return null;
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
            | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(name, Any, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
            throw new InvalidOperationException($"Class {type} has no method bool {name}({nameof(IInvokable)}).");
        if (!method.IsStatic)
            return (grain, request) => (bool)method.Invoke(grain, [request])!;
        var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
        return (_, request) => predicate(request);
    }
}
