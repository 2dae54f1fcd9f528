using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Access;

/// <summary>Checks the hub that a Report stream names in its <c>open</c> before the service sees the message.</summary>
internal sealed class OpenCheckingReader<TRequest>(IAsyncStreamReader<TRequest> inner, Func<string, Task> checkHub)
    : IAsyncStreamReader<TRequest>
{
    private bool _hasBegun;

    /// <inheritdoc/>
    public TRequest Current => inner.Current;

    /// <inheritdoc/>
    public Task<bool> MoveNext(CancellationToken cancellationToken) =>
        _hasBegun ? inner.MoveNext(cancellationToken) : BeginAsync(cancellationToken);

    // Only the first message may be `open`: the service refuses a stream where another one is.
    private async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        if (!await inner.MoveNext(cancellationToken))
            return false;

        _hasBegun = true;

        if (inner.Current is ReportRequest { MessageCase: ReportRequest.MessageOneofCase.Open } request)
            await checkHub(request.Open.Hub);

        return true;
    }
}
