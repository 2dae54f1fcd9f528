namespace Grpc.Core;

/// <summary>A client's stream of requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream of requests. Every call with such a stream must do so or be disposed.</summary>
    Task CompleteAsync();
}
