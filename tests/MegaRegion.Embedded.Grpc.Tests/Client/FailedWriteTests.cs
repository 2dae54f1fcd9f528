using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace EmbeddedGrpcTests.Client;

/// <summary>What writer and reader of a duplex call are told when the server ends it under the writer's hands.</summary>
public sealed class FailedWriteTests
{
    private const int Rounds = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Status End = new(StatusCode.FailedPrecondition, "enough");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_write_that_loses_against_the_end_of_the_call_has_its_status_and_the_responses_stay(int answers)
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = async (_, responses, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            for (var number = 0; number < answers; number++)
                await responses.WriteAsync(new Note { Number = number });
            context.ResponseTrailers.Add("left", "nothing");
            throw new RpcException(End);
        };
        using var patience = new CancellationTokenSource(Patience);
        for (var round = 0; round < Rounds; round++)
        {
            using var call = host.Client.Chat(cancellationToken: patience.Token);
            var failure = await Should.ThrowAsync<RpcException>(() => WriteUntilItFailsAsync(call));
            Plain(failure.Status).ShouldBe(End);
            failure.Trailers.GetValue("left").ShouldBe("nothing");
            for (var number = 0; number < answers; number++)
            {
                (await call.ResponseStream.MoveNext()).ShouldBeTrue();
                call.ResponseStream.Current.Number.ShouldBe(number);
            }

            Plain((await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).Status).ShouldBe(End);
        }
    }

    [Fact]
    public async Task A_write_beside_a_reader_has_the_status_too()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = static async (requests, responses, _) =>
        {
            await requests.MoveNext();
            await responses.WriteAsync(requests.Current);
            throw new RpcException(End);
        };
        using var patience = new CancellationTokenSource(Patience);
        for (var round = 0; round < Rounds; round++)
        {
            using var call = host.Client.Chat(cancellationToken: patience.Token);
            var reading = ReadToTheEndAsync(call);
            Plain((await Should.ThrowAsync<RpcException>(() => WriteUntilItFailsAsync(call))).Status).ShouldBe(End);
            Plain((await Should.ThrowAsync<RpcException>(() => reading)).Status).ShouldBe(End);
        }
    }

    [Theory]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(2, StatusCode.Internal)]
    public async Task A_reset_before_the_response_has_its_reason_and_is_no_cancellation_by_the_caller(int errorCode, StatusCode status)
    {
        await using var host = await EchoHost.StartAsync(map: app => app.MapPost("/test.echo.Echoes/Chat", context =>
        {
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
            return Task.CompletedTask;
        }));
        using var patience = new CancellationTokenSource(Patience);
        for (var round = 0; round < Rounds; round++)
        {
            using var call = host.Client.Chat(cancellationToken: patience.Token);
            (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(status);
        }
    }

    // Kestrel calls a client that opens streams faster than refused ones are cleared away an attacker, and cuts it off.
    [Fact]
    public async Task Every_reader_and_writer_ends_when_the_server_calls_for_calm()
    {
        const int AtOnce = 50;
        await using var host = await EchoHost.StartAsync();
        host.Script.Chat = static (_, _, _) => throw new RpcException(End);
        using var patience = new CancellationTokenSource(Patience);
        var statuses = await Task.WhenAll(Enumerable.Range(0, AtOnce).SelectMany(_ => Enumerable.Range(0, Rounds / 10))
            .Select(async _ =>
            {
                using var call = host.Client.Chat();
                var reading = Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(patience.Token));
                await Should.ThrowAsync<RpcException>(() => WriteUntilItFailsAsync(call)).WaitAsync(patience.Token);
                return (await reading.WaitAsync(patience.Token)).StatusCode;
            }));
        patience.IsCancellationRequested.ShouldBeFalse();
        statuses.ShouldAllBe(code => code == End.StatusCode || code == StatusCode.ResourceExhausted || code == StatusCode.Unavailable);
    }

    private static async Task WriteUntilItFailsAsync(AsyncDuplexStreamingCall<Note, Note> call)
    {
        while (true)
            await call.RequestStream.WriteAsync(new Note());
    }

    private static async Task ReadToTheEndAsync(AsyncDuplexStreamingCall<Note, Note> call)
    {
        while (await call.ResponseStream.MoveNext())
            call.ResponseStream.Current.ShouldNotBeNull();
    }

    private static Status Plain(Status status) => new(status.StatusCode, status.Detail);
}
