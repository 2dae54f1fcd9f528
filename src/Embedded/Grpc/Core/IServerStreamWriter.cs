namespace Grpc.Core;

/// <summary>A server's stream of responses.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
