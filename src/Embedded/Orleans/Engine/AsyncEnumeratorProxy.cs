using System.Runtime.ExceptionServices;

namespace Orleans.Runtime;

/// <summary>The reading side of an async stream: pulls pages and gives their items one by one.</summary>
internal sealed class AsyncEnumeratorProxy<T> : IAsyncEnumerator<T>
{
    private readonly AsyncEnumerableRequest<T> _request;
    private readonly CancellationTokenSource _stop;
    private readonly Guid _id = Guid.NewGuid();
    private EnumerationPage<T> _page = new(EnumerationStatus.More, []);
    private int _index = -1;
    private bool _isStarted;
    private bool _isDisposed;

    public AsyncEnumeratorProxy(AsyncEnumerableRequest<T> request, CancellationToken token)
    {
        _request = request;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(request.GivenToken, token);
    }

    public T Current => _index >= 0 && _index < _page.Items.Count
        ? _page.Items[_index]
        : throw new InvalidOperationException("Cannot get current value of an invalid enumerator.");

    public async ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (++_index < _page.Items.Count)
            return true;
        while (_page.Status == EnumerationStatus.More)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _page = await PullAsync();
            _index = 0;
            if (_page.Items.Count > 0)
                return true;
        }

        return _page.Status switch
        {
            EnumerationStatus.Failed => Rethrow(_page.Exception!),
            EnumerationStatus.Missing => throw new EnumerationAbortedException(
                "Enumeration aborted: the grain does not know this enumerator. It was deactivated since the enumeration began,"
                + " or the enumerator was idle for longer than the response timeout."),
            _ => false,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_isStarted && _page.Status == EnumerationStatus.More)
            await _request.Reference.SendExtension(new DisposeEnumeration(_id));
        _stop.Dispose();
    }

    private static bool Rethrow(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return false;
    }

    private Task<EnumerationPage<T>> PullAsync()
    {
        if (_isStarted)
            return _request.Reference.SendExtension(new MoveNext<T>(_id, _stop.Token));
        _isStarted = true;
        return _request.Reference.SendExtension(new StartEnumeration<T>(_id, _request, _stop.Token));
    }
}
