namespace Grpc.Net.Client.Internal;

/// <summary>Joins the token of one operation to that of its call, at no cost when the operation has none.</summary>
internal readonly struct CancellationLink : IDisposable
{
    private readonly CancellationTokenSource? _source;

    public CancellationLink(CancellationToken call, CancellationToken operation)
    {
        _source = operation.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(call, operation) : null;
        Token = _source?.Token ?? call;
    }

    public CancellationToken Token { get; }

    public void Dispose() => _source?.Dispose();
}
