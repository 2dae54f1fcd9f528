using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The stream of requests as a handler sees it.</summary>
internal sealed class ServerStreamReader<T>(RequestReader requests, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;

    public T Current => _current
        ?? throw new InvalidOperationException("There is no current message: MoveNext has not returned true.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        _current = await requests.ReadNextAsync(marshaller, cancellationToken);
        return _current is not null;
    }
}
