using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Web.Internal;

/// <summary>
/// Decodes a base64 body as it arrives. Padding may stand at the end of any group of four characters, because the
/// sender may have flushed there; the characters may be cut anywhere on the way.
/// </summary>
internal sealed class Base64PipeReader(PipeReader inner) : PipeReader
{
    private const int GroupCharacters = 4;
    private readonly PooledBuffer _decoded = new();
    private int _consumed;
    private bool _isExamined = true;
    private bool _isAtEnd;

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var unread = Unread;
        _consumed += (int)unread.Slice(0, consumed).Length;
        _isExamined = unread.Slice(examined).IsEmpty;
        if (_consumed == _decoded.WrittenCount)
        {
            _decoded.Clear();
            _consumed = 0;
        }
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        _decoded.Dispose();
        inner.Complete(exception);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (!_isExamined || _isAtEnd)
                return new ReadResult(Unread, isCanceled: false, _isAtEnd);
            var result = await inner.ReadAsync(cancellationToken);
            if (result.IsCanceled)
                return new ReadResult(Unread, isCanceled: true, isCompleted: false);
            Take(result);
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        if (_isExamined && !_isAtEnd && inner.TryRead(out var read) && !read.IsCanceled)
            Take(read);
        if (_isExamined && !_isAtEnd)
        {
            result = default;
            return false;
        }

        result = new ReadResult(Unread, isCanceled: false, _isAtEnd);
        return true;
    }

    private ReadOnlySequence<byte> Unread => new(_decoded.WrittenMemory[_consumed..]);

    private void Take(in ReadResult result)
    {
        var groups = result.Buffer.Slice(0, result.Buffer.Length - result.Buffer.Length % GroupCharacters);
        try
        {
            if (result.IsCompleted && groups.Length != result.Buffer.Length)
                throw WireErrors.Of(StatusCode.Internal, "The base64 body ends within a group.");
            if (!groups.IsEmpty)
            {
                Decode(groups);
                _isExamined = false;
            }

            _isAtEnd = result.IsCompleted;
        }
        finally
        {
            inner.AdvanceTo(groups.End, result.Buffer.End);
        }
    }

    private void Decode(in ReadOnlySequence<byte> groups)
    {
        Span<byte> group = stackalloc byte[GroupCharacters];
        var rest = groups;
        while (!rest.IsEmpty)
        {
            var span = rest.FirstSpan;
            var whole = span.Length - span.Length % GroupCharacters;
            if (whole > 0)
            {
                Base64Groups.Decode(span[..whole], _decoded);
                rest = rest.Slice(whole);
                continue;
            }

            rest.Slice(0, GroupCharacters).CopyTo(group);
            Base64Groups.Decode(group, _decoded);
            rest = rest.Slice(GroupCharacters);
        }
    }
}
