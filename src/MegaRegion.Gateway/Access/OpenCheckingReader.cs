using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Access;

/// <summary>Checks the hub that a Report stream names in its <c>open</c> before the service sees the message.</summary>
internal sealed class OpenCheckingReader<TRequest>(IAsyncStreamReader<TRequest> inner, Func<string, Task> checkHub)
    : IAsyncStreamReader<TRequest>
{
    /// <inheritdoc/>
    public TRequest Current => inner.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await inner.MoveNext(cancellationToken))
            return false;

        if (inner.Current is ReportRequest { MessageCase: ReportRequest.MessageOneofCase.Open } request)
            await checkHub(request.Open.Hub);

        return true;
    }
}
