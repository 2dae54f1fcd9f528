using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

/// <summary>What handlers see and how what they do becomes the end of a call.</summary>
public sealed class HandlerTests
{
    [Fact]
    public async Task All_four_shapes_work()
    {
        await using var host = await EchoHost.StartAsync();
        (await host.Client.OneAsync(new Note { Text = "a" })).Text.ShouldBe("a");
        host.Client.One(new Note { Text = "b" }).Text.ShouldBe("b");

        using var collect = host.Client.Collect();
        foreach (var number in new[] { 1, 2, 3 })
            await collect.RequestStream.WriteAsync(new Note { Number = number });
        await collect.RequestStream.CompleteAsync();
        (await collect).Number.ShouldBe(6);

        using var expand = host.Client.Expand(new Note { Number = 3 });
        (await expand.ResponseStream.ReadAllAsync().Select(note => note.Number).ToListAsync()).ShouldBe([0, 1, 2]);

        using var chat = host.Client.Chat();
        await chat.RequestStream.WriteAsync(new Note { Text = "ping" });
        (await chat.ResponseStream.MoveNext()).ShouldBeTrue();
        chat.ResponseStream.Current.Text.ShouldBe("ping");
        await chat.RequestStream.CompleteAsync();
        (await chat.ResponseStream.MoveNext()).ShouldBeFalse();
        chat.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_thrown_status_reaches_the_client_with_its_trailers()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.One = static (_, _) => throw new RpcException(
            new Status(StatusCode.FailedPrecondition, "already settled: 済"), new Metadata { { "reason-bin", [1, 2] } });
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.Status.ShouldSatisfyAllConditions(
            status => status.StatusCode.ShouldBe(StatusCode.FailedPrecondition),
            status => status.Detail.ShouldBe("already settled: 済"));
        failure.Trailers.GetValueBytes("reason-bin").ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_status_set_on_the_context_ends_the_call()
    {
        await using var host = await EchoHost.StartAsync();
        host.Script.Expand = static async (_, notes, context) =>
        {
            await notes.WriteAsync(new Note());
            context.Status = new Status(StatusCode.OutOfRange, "end");
            context.ResponseTrailers.Add("position", "7");
        };
        using var call = host.Client.Expand(new Note());
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var failure = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext());
        failure.StatusCode.ShouldBe(StatusCode.OutOfRange);
        call.GetTrailers().GetValue("position").ShouldBe("7");
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: the secret")]
    public async Task An_exception_is_unknown_and_tells_details_only_when_asked(bool detailed, string detail)
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.EnableDetailedErrors = detailed));
        host.Script.One = static (_, _) => throw new InvalidOperationException("the secret");
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldBe(detail);
    }

    [Fact]
    public async Task The_context_tells_about_the_call()
    {
        await using var host = await EchoHost.StartAsync();
        var runs = 0;
        host.Script.One = (note, context) =>
        {
            runs++;
            context.Method.ShouldBe("/test.echo.Echoes/One");
            context.Host.ShouldBe(host.Address.Authority);
            context.Peer.ShouldStartWith("ipv4:127.0.0.1:");
            context.Deadline.ShouldBe(DateTime.MaxValue);
            context.GetHttpContext().Request.Protocol.ShouldBe("HTTP/2");
            context.RequestHeaders.GetValue("x-hub").ShouldBe("hub:linkers");
            context.RequestHeaders.GetValueBytes("x-key-bin").ShouldBe([9]);
            context.RequestHeaders.ShouldNotContain(e => e.Key.StartsWith("grpc-", StringComparison.Ordinal) || e.Key == "te");
            context.AuthContext.IsPeerAuthenticated.ShouldBeFalse();
            return Task.FromResult(note);
        };
        await host.Client.OneAsync(new Note(), new Metadata { { "x-hub", "hub:linkers" }, { "x-key-bin", [9] } });
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task Response_headers_are_sent_before_the_first_message_and_once()
    {
        await using var host = await EchoHost.StartAsync();
        var mayGoOn = new TaskCompletionSource();
        host.Script.Expand = async (_, notes, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "x-position", "5" } });
            await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            await mayGoOn.Task;
            await notes.WriteAsync(new Note());
        };
        using var call = host.Client.Expand(new Note());
        (await call.ResponseHeadersAsync).GetValue("x-position").ShouldBe("5");
        mayGoOn.SetResult();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_response_over_the_send_limit_is_refused()
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.MaxSendMessageSize = 100));
        host.Script.One = static (_, _) => Task.FromResult(new Note { Text = new string('x', 101) });
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_service_is_made_per_call_and_disposed_after_it()
    {
        var log = new DisposalLog();
        await using var host = await EchoHost.StartAsync(
            services => services.AddSingleton(log), app => app.MapGrpcService<DisposableService>());
        await host.Client.OneAsync(new Note());
        await host.Client.OneAsync(new Note());
        log.Made.ShouldBe(2);
        log.Disposed.ShouldBe(2);
    }

    [Fact]
    public async Task A_registered_service_is_used_and_left_alone()
    {
        var log = new DisposalLog();
        await using var host = await EchoHost.StartAsync(
            services => services.AddSingleton(log).AddSingleton<DisposableService>(), app => app.MapGrpcService<DisposableService>());
        await host.Client.OneAsync(new Note());
        await host.Client.OneAsync(new Note());
        log.Made.ShouldBe(1);
        log.Disposed.ShouldBe(0);
    }

    private sealed class DisposalLog
    {
        public int Made { get; set; }

        public int Disposed { get; set; }
    }

    private sealed class DisposableService : Echoes.EchoesBase, IDisposable
    {
        private readonly DisposalLog _log;

        public DisposableService(DisposalLog log)
        {
            _log = log;
            log.Made++;
        }

        public override Task<Note> One(Note request, ServerCallContext context) => Task.FromResult(request);

        public void Dispose() => _log.Disposed++;
    }
}
