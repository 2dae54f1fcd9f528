using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace EmbeddedGrpcTests.Client;

/// <summary>Requests that may wait (<see cref="WriteFlags.BufferHint"/>): when they leave, and that none is lost.</summary>
public sealed class BufferedWriteTests
{
    private static readonly WriteOptions MayWait = new(WriteFlags.BufferHint);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Messages_that_may_wait_leave_in_one_piece_with_the_next_that_may_not()
    {
        var arrived = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await EchoHost.StartAsync(map: app => app.MapPost("/test.echo.Echoes/Chat", async context =>
            arrived.SetResult((await context.Request.BodyReader.ReadAsync()).Buffer.Length)));
        using var call = host.Client.Chat();
        call.RequestStream.WriteOptions = MayWait;
        await call.RequestStream.WriteAsync(new Note { Number = 1 });
        await call.RequestStream.WriteAsync(new Note { Number = 2 });
        call.RequestStream.WriteOptions = null;
        await call.RequestStream.WriteAsync(new Note { Number = 3 });
        (await arrived.Task.WaitAsync(Patience)).ShouldBe(3 * RawCall.Frame(new Note { Number = 1 }).Length);
    }

    [Fact]
    public async Task The_end_of_the_requests_sends_what_waits()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = EchoAsync;
        using var call = host.Client.Chat();
        call.RequestStream.WriteOptions = MayWait;
        await call.RequestStream.WriteAsync(new Note { Number = 1 });
        await call.RequestStream.WriteAsync(new Note { Number = 2 });
        await call.RequestStream.CompleteAsync();
        (await NumbersAsync(call)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Messages_that_may_wait_do_not_gather_without_bound()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = EchoAsync;
        using var call = host.Client.Chat();
        call.RequestStream.WriteOptions = MayWait;
        var large = ByteString.CopyFrom(new byte[100_000]);
        await call.RequestStream.WriteAsync(new Note { Number = 1, Body = large });

        // HTTP keeps the end of what it was given until it is flushed or more comes.
        await call.RequestStream.WriteAsync(new Note { Number = 2, Body = large });
        (await call.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
        call.ResponseStream.Current.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_fails_half_written_leaves_those_around_it_whole()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = EchoAsync;
        var chat = new Method<Note, Note>(
            MethodType.DuplexStreaming,
            "test.echo.Echoes",
            "Chat",
            Marshallers.Create(WriteOrFail, context => Note.Parser.ParseFrom(context.PayloadAsReadOnlySequence())),
            Marshallers.Create(WriteOrFail, context => Note.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));
        using var call = host.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(chat, null, new CallOptions());
        call.RequestStream.WriteOptions = MayWait;
        await call.RequestStream.WriteAsync(new Note { Number = 1 });
        await Should.ThrowAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Note { Number = -1 }));
        await call.RequestStream.WriteAsync(new Note { Number = 2 });
        await call.RequestStream.CompleteAsync();
        (await NumbersAsync(call)).ShouldBe([1, 2]);
    }

    private static void WriteOrFail(Note note, SerializationContext context)
    {
        context.SetPayloadLength(note.CalculateSize());
        var target = context.GetBufferWriter();
        if (note.Number < 0)
        {
            target.GetSpan(1)[0] = 0;
            target.Advance(1);
            throw new InvalidOperationException("Half of it is written.");
        }

        note.WriteTo(target);
        context.Complete();
    }

    private static async Task EchoAsync(
        IAsyncStreamReader<Note> requests, IServerStreamWriter<Note> responses, ServerCallContext context)
    {
        while (await requests.MoveNext(context.CancellationToken))
            await responses.WriteAsync(requests.Current);
    }

    private static async Task<List<int>> NumbersAsync(AsyncDuplexStreamingCall<Note, Note> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        var numbers = new List<int>();
        while (await call.ResponseStream.MoveNext(patience.Token))
            numbers.Add(call.ResponseStream.Current.Number);

        return numbers;
    }
}
