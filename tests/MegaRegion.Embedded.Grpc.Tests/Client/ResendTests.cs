using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace EmbeddedGrpcTests.Client;

/// <summary>A call without a retry policy is executed at most once, whatever its failure looks like.</summary>
public sealed class ResendTests
{
    private const int RefusedStream = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(0, StatusCode.Unavailable)]
    [InlineData(1, StatusCode.Internal)]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(5, StatusCode.Internal)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    public async Task A_stream_reset_with_another_code_than_refused_is_not_sent_again(int errorCode, StatusCode status)
    {
        var executions = 0;
        await using var host = await StartResettingAsync(errorCode, () => Interlocked.Increment(ref executions));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(status);
        executions.ShouldBe(1);
    }

    // Negative control of the counting: the refusal is the one reset that says "not executed", and it is sent again.
    [Fact]
    public async Task A_refused_stream_is_sent_again_until_the_server_has_refused_it_four_times()
    {
        var refusals = 0;
        await using var host = await StartResettingAsync(RefusedStream, () => Interlocked.Increment(ref refusals));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        refusals.ShouldBe(4);
    }

    [Fact]
    public async Task A_failure_without_a_cause_is_not_taken_for_a_refusal()
    {
        await using var host = await EchoHost.StartAsync();
        var executions = 0;
        host.Script.One = (note, _) =>
        {
            executions++;
            return Task.FromResult(note);
        };
        using var handler = new LosesTheAnswer(new SocketsHttpHandler());
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpHandler = handler });
        var failure = await Should.ThrowAsync<RpcException>(
            () => new Echoes.EchoesClient(channel).OneAsync(new Note()).ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        executions.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_a_stopping_server_cuts_makes_its_calls_unavailable_and_they_are_not_sent_again()
    {
        await using var host = await EchoHost.StartAsync();
        var executions = 0;
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.One = async (note, context) =>
        {
            executions++;
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return note;
        };
        var call = host.Client.OneAsync(new Note()).ResponseAsync;
        await entered.Task.WaitAsync(Patience);
        await host.StopAtOnceAsync();
        var failure = await Should.ThrowAsync<RpcException>(() => call.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        executions.ShouldBe(1);
    }

    private static Task<EchoHost> StartResettingAsync(int errorCode, Action onExecution)
        => EchoHost.StartAsync(map: app => app.MapPost(RawCall.OnePath, context =>
        {
            onExecution();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
            return Task.CompletedTask;
        }));

    /// <summary>Fails after the server has answered, as a handler of the user's own may.</summary>
    private sealed class LosesTheAnswer(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var answer = await base.SendAsync(request, cancellationToken);
            throw new HttpRequestException("The answer was lost.");
        }
    }
}
