using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmbeddedGrpcTests.Client;

public sealed class ClientCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(7, StatusCode.Unavailable)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(12, StatusCode.PermissionDenied)]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(1, StatusCode.Internal)]
    public async Task A_reset_stream_becomes_the_status_of_its_error_code(int errorCode, StatusCode status)
    {
        await using var host = await EchoHost.StartAsync(map: app => app.MapPost(RawCall.OnePath, async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
        }));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task An_http_status_becomes_a_status(int httpStatus, StatusCode status)
    {
        await using var host = await EchoHost.StartAsync(
            map: app => app.MapPost(RawCall.OnePath, () => Results.StatusCode(httpStatus)));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_response_that_is_not_grpc_is_unknown()
    {
        await using var host = await EchoHost.StartAsync(map: app => app.MapPost(RawCall.OnePath, () => Results.Content("<html>")));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task A_unary_answer_of_two_messages_is_unimplemented()
    {
        byte[] two = [.. RawCall.Frame(new Note { Number = 1 }), .. RawCall.Frame(new Note { Number = 2 })];
        await using var host = await EchoHost.StartAsync(map: app => app.MapPost(RawCall.OnePath, async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(two);
            context.Response.AppendTrailer("grpc-status", "0");
        }));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var failure = await Should.ThrowAsync<RpcException>(() => new Echoes.EchoesClient(channel).OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_call_that_waits_for_the_server_ends_at_its_deadline()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var options = new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300)).WithWaitForReady();
        var failure = await Should.ThrowAsync<RpcException>(
            () => new Echoes.EchoesClient(channel).OneAsync(new Note(), options).ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_fails_before_anything_is_sent()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var failure = await Should.ThrowAsync<RpcException>(
            () => new Echoes.EchoesClient(channel).OneAsync(new Note(), deadline: DateTime.UtcNow.AddSeconds(-1)).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Cancelling_throws_the_exception_that_the_channel_chooses()
    {
        await using var host = await EchoHost.StartAsync(channel: new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        host.Script.One = static async (note, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return note;
        };
        using var cancellation = new CancellationTokenSource();
        using var call = host.Client.OneAsync(new Note(), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.ResponseAsync);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task A_disposed_channel_cancels_its_calls_and_takes_no_more()
    {
        await using var host = await EchoHost.StartAsync();
        var channel = GrpcChannel.ForAddress(host.Address);
        var client = new Echoes.EchoesClient(channel);
        using var call = client.Chat();
        await call.RequestStream.WriteAsync(new Note());
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        channel.Dispose();
        var failure = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext());
        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        Should.Throw<ObjectDisposedException>(channel.CreateCallInvoker);
    }

    [Fact]
    public async Task A_call_has_no_status_before_it_ends()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = host.Client.Chat();
        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task A_retryable_failure_is_retried_up_to_the_limit_and_says_how_often()
    {
        var attempts = new List<string?>();
        await using var host = await StartRetryingAsync(maxAttempts: 3);
        host.Script.One = (note, context) =>
        {
            attempts.Add(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
            return attempts.Count < 3 ? throw new RpcException(new Status(StatusCode.Unavailable, "busy")) : Task.FromResult(note);
        };
        (await host.Client.OneAsync(new Note { Text = "x" })).Text.ShouldBe("x");
        attempts.ShouldBe([null, "1", "2"]);

        attempts.Clear();
        host.Script.One = (_, context) =>
        {
            attempts.Add(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
            throw new RpcException(new Status(StatusCode.Unavailable, "busy"));
        };
        await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        attempts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Other_failures_and_a_server_that_says_no_are_not_retried()
    {
        var attempts = 0;
        await using var host = await StartRetryingAsync(maxAttempts: 5);
        host.Script.One = (_, _) =>
        {
            attempts++;
            throw new RpcException(new Status(StatusCode.Aborted, "conflict"));
        };
        await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        attempts.ShouldBe(1);

        attempts = 0;
        host.Script.One = (_, _) =>
        {
            attempts++;
            throw new RpcException(new Status(StatusCode.Unavailable, "no"), new Metadata { { "grpc-retry-pushback-ms", "-1" } });
        };
        await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        attempts.ShouldBe(1);
    }

    [Fact]
    public void Credentials_must_fit_the_address()
    {
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "http://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "https://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "https://localhost", new GrpcChannelOptions { Credentials = new SslCredentials("roots") }));
        Should.Throw<ArgumentException>(() => GrpcChannel.ForAddress("ftp://localhost"));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "token-1")]
    public async Task Call_credentials_go_over_plaintext_only_when_the_channel_says_so(bool isUnsafe, string? expected)
    {
        await using var host = await EchoHost.StartAsync(
            channel: new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = isUnsafe });
        string? seen = null;
        host.Script.One = (note, context) =>
        {
            seen = context.RequestHeaders.GetValue("authorization");
            return Task.FromResult(note);
        };
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("authorization", "token-1");
            context.MethodName.ShouldBe("One");
            return Task.CompletedTask;
        });
        await host.Client.OneAsync(new Note(), new CallOptions(credentials: credentials));
        seen.ShouldBe(expected);
    }

    [Fact]
    public async Task A_call_made_for_a_served_call_inherits_its_deadline()
    {
        await using var host = await EchoHost.StartAsync();
        var deadline = DateTime.UtcNow.AddMinutes(10);
        var inherited = DateTime.MinValue;
        host.Script.One = async (note, context) =>
        {
            if (note.Number == 1)
            {
                inherited = context.Deadline;
                return note;
            }

            var options = new CallOptions(propagationToken: context.CreatePropagationToken());
            return await host.Client.OneAsync(new Note { Number = 1 }, options);
        };
        await host.Client.OneAsync(new Note(), deadline: deadline);
        (inherited - deadline).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    private static Task<EchoHost> StartRetryingAsync(int maxAttempts)
    {
        var retries = new MethodConfig
        {
            Names = { MethodName.Default },
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = maxAttempts,
                InitialBackoff = TimeSpan.FromMilliseconds(1),
                MaxBackoff = TimeSpan.FromMilliseconds(5),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        return EchoHost.StartAsync(channel: new GrpcChannelOptions { ServiceConfig = new ServiceConfig { MethodConfigs = { retries } } });
    }
}
