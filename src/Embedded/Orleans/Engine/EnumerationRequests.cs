using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>Starts a stream and pulls its first page.</summary>
internal sealed class StartEnumeration<T>(Guid id, AsyncEnumerableRequest<T> stream, CancellationToken token) : PageRequest<T>
{
    public override bool IsCancellable => true;

    protected override CancellationToken CallerToken => token;

    public override string GetMethodName() => nameof(StartEnumeration<>);

    public override string GetActivityName() => $"{stream.GetInterfaceName()}/{stream.GetMethodName()}";

    protected override ValueTask<EnumerationPage<T>> InvokeInner(object target) =>
        Activation.Current!.Extras.Enumerators(Activation.Current).StartAsync(id, stream, CalleeToken);
}

/// <summary>Pulls the next page.</summary>
internal sealed class MoveNext<T>(Guid id, CancellationToken token) : PageRequest<T>
{
    public override bool IsCancellable => true;

    protected override CancellationToken CallerToken => token;

    public override string GetMethodName() => nameof(MoveNext<>);

    protected override ValueTask<EnumerationPage<T>> InvokeInner(object target) =>
        Activation.Current!.Extras.Enumerators(Activation.Current).MoveNextAsync<T>(id);
}

/// <summary>Ends a stream.</summary>
internal sealed class DisposeEnumeration(Guid id) : Request
{
    public override InvokeMethodOptions Options => InvokeMethodOptions.AlwaysInterleave | InvokeMethodOptions.OneWay;

    public override string GetInterfaceName() => PageRequest.Name;

    public override string GetMethodName() => nameof(DisposeEnumeration);

    public override Type GetInterfaceType() => typeof(IAsyncDisposable);

    public override MethodInfo GetMethod() => typeof(IAsyncDisposable).GetMethod(nameof(IAsyncDisposable.DisposeAsync))!;

    protected override ValueTask InvokeInner(object target) =>
        Activation.Current!.Extras.Enumerators(Activation.Current).DisposeAsync(id);
}

/// <summary>A pull of a stream. It interleaves: the grain goes on taking requests while it is read.</summary>
internal abstract class PageRequest<T> : Request<EnumerationPage<T>>
{
    private static readonly DeepCopier<List<T>> Items = Copiers.Of<List<T>>();

    public override InvokeMethodOptions Options => InvokeMethodOptions.AlwaysInterleave;

    public override string GetInterfaceName() => PageRequest.Name;

    public override Type GetInterfaceType() => typeof(IAsyncEnumerator<T>);

    public override MethodInfo GetMethod() => typeof(IAsyncEnumerator<T>).GetMethod(nameof(IAsyncEnumerator<T>.MoveNextAsync))!;

    protected override EnumerationPage<T> CopyResult(EnumerationPage<T> result) =>
        result with { Items = Copiers.CopyOne(Items, result.Items) };
}

/// <summary>Name under which filters and traces see the pulls.</summary>
internal static class PageRequest
{
    public const string Name = "IAsyncEnumerableGrainExtension";
}
