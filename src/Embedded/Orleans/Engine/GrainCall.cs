using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What incoming and outgoing calls show to filters alike.</summary>
internal abstract class GrainCall(RequestBase request) : IGrainCallContext
{
    public RequestBase Call { get; } = request;

    public IInvokable Request => Call;

    public abstract object Grain { get; }

    public GrainId? SourceId => Call.Source?.GrainId;

    public GrainId TargetId => Call.Reference.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceMethod.DeclaringType!.FullName!);

    public string InterfaceName => Call.GetInterfaceName();

    public string MethodName => Call.GetMethodName();

    public MethodInfo InterfaceMethod => Call.GetMethod();

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    public abstract Task Invoke();
}
