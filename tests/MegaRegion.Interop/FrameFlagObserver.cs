using System.Buffers.Binary;

namespace MegaRegion.Interop;

/// <summary>Notes, for each message of a response, whether its frame says it is compressed.</summary>
internal sealed class FrameFlagObserver(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly List<bool> _flags = [];

    /// <summary>The flags of the messages received since the last call of this method.</summary>
    public IReadOnlyList<bool> Take()
    {
        lock (_flags)
        {
            bool[] taken = [.. _flags];
            _flags.Clear();
            return taken;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var content = new StreamContent(new ObservedStream(body, this), 1);
        foreach (var header in response.Content.Headers.NonValidated)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = content;
        return response;
    }

    private sealed class ObservedStream(Stream body, FrameFlagObserver observer) : Stream
    {
        private readonly byte[] _header = new byte[5];
        private int _headerBytes;
        private uint _payloadLeft;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            Observe(buffer.Span[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Observe(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                if (_payloadLeft > 0)
                {
                    var skipped = (int)Math.Min(_payloadLeft, (uint)bytes.Length);
                    _payloadLeft -= (uint)skipped;
                    bytes = bytes[skipped..];
                    continue;
                }

                _header[_headerBytes++] = bytes[0];
                bytes = bytes[1..];
                if (_headerBytes < _header.Length)
                    continue;
                _headerBytes = 0;
                _payloadLeft = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(1));
                lock (observer._flags)
                    observer._flags.Add(_header[0] == 1);
            }
        }
    }
}
