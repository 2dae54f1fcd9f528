namespace EmbeddedGrpcTests.Support;

/// <summary>A connection that passes bytes on; tests watch or delay them. As the HTTP/2 handler does, it works asynchronously only.</summary>
/// <param name="reading">Where its bytes come from.</param>
/// <param name="writing">Where its bytes go; the same stream for a connection.</param>
internal class PassingStream(Stream reading, Stream writing) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => reading.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => writing.WriteAsync(buffer, cancellationToken);

    public override void Flush() => writing.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        reading.Dispose();
        writing.Dispose();
    }
}
