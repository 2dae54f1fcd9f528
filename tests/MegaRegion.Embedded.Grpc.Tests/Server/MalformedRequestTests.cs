using System.IO.Compression;
using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

/// <summary>What the server answers to bytes that no gRPC client would send (reliability rows S01-S04).</summary>
public sealed class MalformedRequestTests
{
    [Fact]
    public async Task A_correct_raw_request_is_answered_so_that_the_refusals_below_mean_something()
    {
        await using var host = await EchoHost.StartAsync();
        var note = new Note { Text = "hello" };
        var answer = await host.CallAsync(RawCall.Frame(note));
        answer.Code.ShouldBe(StatusCode.OK);
        Note.Parser.ParseFrom(answer.Body.AsSpan(5)).ShouldBe(note);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    public async Task A_flag_that_does_not_exist_is_internal(byte flag)
    {
        await using var host = await EchoHost.StartAsync();
        (await host.CallAsync(RawCall.Frame(flag, 0, []))).Code.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0x8000_0000u)]
    [InlineData(4u * 1024 * 1024 + 1)]
    public async Task A_declared_length_over_the_limit_is_refused_before_it_is_read(uint length)
    {
        await using var host = await EchoHost.StartAsync();
        (await host.CallAsync(RawCall.Frame(0, length, [1, 2, 3]))).Code.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1, 2 })]
    public async Task A_body_that_ends_within_a_message_is_internal(byte[] body)
    {
        await using var host = await EchoHost.StartAsync();
        (await host.CallAsync(body)).Code.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task A_unary_call_without_a_message_is_unimplemented()
    {
        await using var host = await EchoHost.StartAsync();
        (await host.CallAsync([])).Code.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task A_unary_call_with_two_messages_is_unimplemented_and_not_run()
    {
        await using var host = await EchoHost.StartAsync();
        var runs = 0;
        host.Script.One = (note, _) =>
        {
            runs++;
            return Task.FromResult(note);
        };
        byte[] two = [.. RawCall.Frame(new Note()), .. RawCall.Frame(new Note())];
        (await host.CallAsync(two)).Code.ShouldBe(StatusCode.Unimplemented);
        runs.ShouldBe(0);
    }

    [Fact]
    public async Task Random_bytes_as_a_message_never_crash_and_are_internal_when_they_do_not_parse()
    {
        await using var host = await EchoHost.StartAsync();
        var random = new Random(20261121);
        for (var i = 0; i < 1000; i++)
        {
            var payload = new byte[random.Next(1, 40)];
            random.NextBytes(payload);
            var expected = CanParse(payload) ? StatusCode.OK : StatusCode.Internal;
            var answer = await host.CallAsync(RawCall.Frame(0, (uint)payload.Length, payload));
            answer.Code.ShouldBe(expected, Convert.ToHexString(payload));
            (answer.GrpcMessage ?? "").ShouldNotContain(" at ");
        }
    }

    [Fact]
    public async Task A_message_of_exactly_the_limit_passes_and_one_byte_more_does_not()
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.MaxReceiveMessageSize = 1000));
        (await host.CallAsync(RawCall.Frame(NoteOf(1000)))).Code.ShouldBe(StatusCode.OK);
        (await host.CallAsync(RawCall.Frame(NoteOf(1001)))).Code.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_gzip_bomb_is_refused()
    {
        await using var host = await EchoHost.StartAsync();
        var bomb = Compress(NoteOf(40 * 1024 * 1024).ToByteArray());
        bomb.Length.ShouldBeLessThan(100 * 1024);
        var answer = await host.CallAsync(RawCall.Frame(1, (uint)bomb.Length, bomb), RawCall.OnePath, ("grpc-encoding", "gzip"));
        answer.Code.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_compressed_message_is_read_in_the_named_encoding_only()
    {
        await using var host = await EchoHost.StartAsync();
        var compressed = Compress(new Note { Text = "packed" }.ToByteArray());
        var frame = RawCall.Frame(1, (uint)compressed.Length, compressed);
        (await host.CallAsync(frame, RawCall.OnePath, ("grpc-encoding", "gzip"))).Code.ShouldBe(StatusCode.OK);
        (await host.CallAsync(frame)).Code.ShouldBe(StatusCode.Internal);
        (await host.CallAsync(frame, RawCall.OnePath, ("grpc-encoding", "deflate"))).Code.ShouldBe(StatusCode.Internal);
        var unknown = await host.CallAsync(frame, RawCall.OnePath, ("grpc-encoding", "snappy"));
        unknown.Code.ShouldBe(StatusCode.Unimplemented);
        unknown.AcceptEncoding.ShouldBe("identity,gzip,deflate");
    }

    [Theory]
    [InlineData("0S")]
    [InlineData("99n")]
    public async Task A_timeout_that_has_passed_ends_the_call_at_once(string timeout)
    {
        await using var host = await EchoHost.StartAsync();
        var answer = await host.CallAsync(RawCall.Frame(new Note()), RawCall.OnePath, ("grpc-timeout", timeout));
        answer.Code.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_malformed_timeout_is_ignored()
    {
        await using var host = await EchoHost.StartAsync();
        var deadline = DateTime.MinValue;
        host.Script.One = (note, context) =>
        {
            deadline = context.Deadline;
            return Task.FromResult(note);
        };
        var answer = await host.CallAsync(RawCall.Frame(new Note()), RawCall.OnePath, ("grpc-timeout", "1234567890m"));
        answer.Code.ShouldBe(StatusCode.OK);
        deadline.ShouldBe(DateTime.MaxValue);
    }

    private static Note NoteOf(int serialisedBytes)
    {
        var note = new Note { Body = ByteString.CopyFrom(new byte[serialisedBytes]) };
        var overhead = note.CalculateSize() - serialisedBytes;
        note.Body = ByteString.CopyFrom(new byte[serialisedBytes - overhead]);
        note.CalculateSize().ShouldBe(serialisedBytes);
        return note;
    }

    private static byte[] Compress(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var encoder = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            encoder.Write(plain);
        return compressed.ToArray();
    }

    private static bool CanParse(byte[] payload)
    {
        try
        {
            Note.Parser.ParseFrom(payload);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
