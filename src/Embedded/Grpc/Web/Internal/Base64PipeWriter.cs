using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>
/// Encodes what is written as base64. Every flush ends its group with padding, so that a client can decode at once
/// what has arrived; clients therefore decode group by group, not message by message.
/// </summary>
internal sealed class Base64PipeWriter(PipeWriter inner) : PipeWriter
{
    private const int LargestPieceBytes = 3 * 1024;
    private byte[] _plain = [];
    private int _plainBytes;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _plain.Length - _plainBytes);
        _plainBytes += bytes;
        EncodeWholeGroups();
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(Math.Max(sizeHint, 1));
        return _plain.AsMemory(_plainBytes);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        ReturnArray();
        inner.Complete(exception);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        FinishGroup();
        return inner.FlushAsync(cancellationToken);
    }

    /// <summary>Encodes what is left with padding.</summary>
    public void FinishGroup()
    {
        if (_plainBytes > 0)
            Encode(_plainBytes, isFinal: true);
        ReturnArray();
    }

    private void EncodeWholeGroups()
    {
        var whole = _plainBytes - _plainBytes % 3;
        if (whole > 0)
            Encode(whole, isFinal: false);
    }

    private void Encode(int bytes, bool isFinal)
    {
        var source = _plain.AsSpan(0, bytes);
        while (!source.IsEmpty)
        {
            var piece = source[..Math.Min(source.Length, LargestPieceBytes)];
            var target = inner.GetSpan(Base64.GetMaxEncodedToUtf8Length(piece.Length));
            var isLast = piece.Length == source.Length;
            Base64.EncodeToUtf8(piece, target, out var consumed, out var written, isLast && isFinal);
            inner.Advance(written);
            source = source[consumed..];
        }

        var rest = _plainBytes - bytes;
        _plain.AsSpan(bytes, rest).CopyTo(_plain);
        _plainBytes = rest;
    }

    private void EnsureFree(int bytes)
    {
        if (_plain.Length - _plainBytes >= bytes)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_plainBytes + bytes, LargestPieceBytes));
        _plain.AsSpan(0, _plainBytes).CopyTo(larger);
        var written = _plainBytes;
        ReturnArray();
        (_plain, _plainBytes) = (larger, written);
    }

    private void ReturnArray()
    {
        var array = _plain;
        (_plain, _plainBytes) = ([], 0);
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }
}
