namespace Grpc.Core;

/// <summary>Stands for a server call when that call makes calls of its own.</summary>
public abstract class ContextPropagationToken
{
    private protected ContextPropagationToken()
    {
    }
}
