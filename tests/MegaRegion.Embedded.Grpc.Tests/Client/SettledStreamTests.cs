using System.IO.Pipelines;
using EmbeddedGrpcTests.Support;
using Grpc.Net.Client.Internal;

namespace EmbeddedGrpcTests.Client;

/// <summary>The first write of a connection and what it waits for.</summary>
public sealed class SettledStreamTests
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0"u8.ToArray();
    private static readonly byte[] Settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1];
    private static readonly byte[] EmptySettings = [0, 0, 0, 4, 0, 0, 0, 0, 0];

    private readonly Pipe _fromServer = new();
    private readonly Pipe _toServer = new();
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_write_ends_when_the_first_frame_has_been_read_and_more_is_asked_for(bool isEmpty)
    {
        await using var stream = Open();
        var writing = stream.WriteAsync(Preface).AsTask();
        (await _toServer.Reader.ReadAtLeastAsync(Preface.Length)).Buffer.Length.ShouldBe(Preface.Length);
        foreach (var part in (isEmpty ? EmptySettings : Settings).Chunk(4))
        {
            await _fromServer.Writer.WriteAsync(part);
            await stream.ReadExactlyAsync(new byte[part.Length]);
            writing.IsCompleted.ShouldBeFalse();
        }

        _ = stream.ReadAsync(Memory<byte>.Empty);
        await writing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_first_frame_that_comes_with_others_counts_the_same()
    {
        await using var stream = Open();
        var writing = stream.WriteAsync(Preface).AsTask();
        await _fromServer.Writer.WriteAsync((byte[])[.. Settings, .. EmptySettings]);
        await stream.ReadExactlyAsync(new byte[Settings.Length + EmptySettings.Length]);
        writing.IsCompleted.ShouldBeFalse();
        _ = stream.ReadAsync(new byte[1]);
        await writing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_connection_that_closes_first_ends_the_wait()
    {
        await using var stream = Open();
        var writing = stream.WriteAsync(Preface).AsTask();
        await _fromServer.Writer.CompleteAsync();
        (await stream.ReadAsync(new byte[1])).ShouldBe(0);
        await writing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_connection_that_breaks_first_ends_the_wait()
    {
        await using var stream = Open();
        var writing = stream.WriteAsync(Preface).AsTask();
        await _fromServer.Writer.CompleteAsync(new IOException("broken"));
        await Should.ThrowAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask());
        await writing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_server_that_stays_silent_is_waited_for_so_long_and_no_longer()
    {
        await using var stream = Open();
        var writing = stream.WriteAsync(Preface).AsTask();
        _time.Advance(SettledStream.LongestWait - TimeSpan.FromSeconds(1));
        writing.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await writing.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Whoever_opens_the_connection_may_give_up()
    {
        await using var stream = Open();
        using var cancellation = new CancellationTokenSource();
        var writing = stream.WriteAsync(Preface, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => writing);
    }

    private SettledStream Open() => new(new PassingStream(_fromServer.Reader.AsStream(), _toServer.Writer.AsStream()), _time);
}
