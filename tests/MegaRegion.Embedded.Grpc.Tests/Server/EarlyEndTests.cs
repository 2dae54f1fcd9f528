using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using MegaRegion.Embedded.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

/// <summary>Calls that end before their handler does: deadlines, cancellation, stream limits (reliability rows S08, S09).</summary>
public sealed class EarlyEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task A_deadline_ends_the_call_and_cancels_the_handler_whatever_the_wall_clock_is_set_to(int hours)
    {
        var time = new ManualTime();
        await using var host = await EchoHost.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        var (entered, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.One = async (note, context) =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
            return note;
        };
        var answer = host.CallAsync(RawCall.Frame(new Note()), RawCall.OnePath, ("grpc-timeout", "10S"));
        await entered.Task.WaitAsync(Patience);

        time.SetWallClock(TimeSpan.FromHours(hours));
        time.Advance(TimeSpan.FromSeconds(9));
        cancelled.Task.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        await cancelled.Task.WaitAsync(Patience);
        (await answer).Code.ShouldBe(StatusCode.DeadlineExceeded);
    }

    // An exception in the clock's callback would end the server's process; here it comes out of Advance.
    [Fact]
    public async Task A_deadline_that_passes_after_the_client_has_left_harms_nobody()
    {
        var time = new ManualTime();
        await using var host = await EchoHost.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        var (entered, cancelled, release) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.One = async (note, context) =>
        {
            context.CancellationToken.Register(() => cancelled.TrySetResult());
            entered.TrySetResult();
            await release.Task;
            return note;
        };
        using var leave = new CancellationTokenSource();
        var call = host.Client.OneAsync(new Note(), deadline: DateTime.UtcNow.AddSeconds(60), cancellationToken: leave.Token);
        await entered.Task.WaitAsync(Patience);
        await leave.CancelAsync();
        await cancelled.Task.WaitAsync(Patience);

        time.Advance(TimeSpan.FromSeconds(61));

        release.SetResult();
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        host.Script.One = (note, _) => Task.FromResult(note);
        (await host.Client.OneAsync(new Note()).ResponseAsync.WaitAsync(Patience)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_the_handler()
    {
        await using var host = await EchoHost.StartAsync();
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        host.Script.Chat = async (_, _, context) =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
        };
        var call = host.Client.Chat();
        await entered.Task.WaitAsync(Patience);
        call.Dispose();
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_stream_whose_client_neither_sends_nor_closes_is_ended_when_idle()
    {
        var time = new ManualTime();
        await using var host = await StartLimitedAsync(time, limits => limits.IdleTimeout = TimeSpan.FromSeconds(30));
        var reading = new TaskCompletionSource();
        host.Script.Collect = async (notes, _) =>
        {
            var next = notes.MoveNext();
            reading.SetResult();
            await next;
            return new Note();
        };
        using var call = host.Client.Collect();
        await reading.Task.WaitAsync(Patience);
        time.Advance(TimeSpan.FromSeconds(35));
        var failure = await Should.ThrowAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Without_the_idle_limit_the_same_stream_stays()
    {
        var time = new ManualTime();
        await using var host = await StartLimitedAsync(time, limits => limits.IdleTimeout = null);
        var reading = new TaskCompletionSource();
        host.Script.Collect = async (notes, _) =>
        {
            var next = notes.MoveNext();
            reading.SetResult();
            await next;
            return new Note { Number = 1 };
        };
        using var call = host.Client.Collect();
        await reading.Task.WaitAsync(Patience);
        time.Advance(TimeSpan.FromHours(1));
        await call.RequestStream.CompleteAsync();
        (await call.ResponseAsync.WaitAsync(Patience)).Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_on_which_the_server_has_nothing_to_say_is_not_idle()
    {
        var time = new ManualTime();
        await using var host = await StartLimitedAsync(time, limits => limits.IdleTimeout = TimeSpan.FromSeconds(30));
        var waiting = new TaskCompletionSource();
        var change = new TaskCompletionSource();
        host.Script.Expand = async (_, notes, _) =>
        {
            waiting.SetResult();
            await change.Task;
            await notes.WriteAsync(new Note { Number = 2 });
        };
        using var call = host.Client.Expand(new Note());
        await waiting.Task.WaitAsync(Patience);
        time.Advance(TimeSpan.FromMinutes(10));
        change.SetResult();
        (await call.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_ended_when_idle()
    {
        var time = new ManualTime();
        await using var host = await StartLimitedAsync(time, limits => limits.IdleTimeout = TimeSpan.FromSeconds(30));
        var ended = new TaskCompletionSource();
        host.Script.Expand = async (_, notes, _) =>
        {
            var piece = new Note { Body = Google.Protobuf.ByteString.CopyFrom(new byte[1024 * 1024]) };
            try
            {
                while (true)
                    await notes.WriteAsync(piece);
            }
            catch (RpcException)
            {
                ended.SetResult();
                throw;
            }
        };
        using var call = host.Client.Expand(new Note());
        await call.ResponseHeadersAsync;
        await AdvanceUntilAsync(time, ended.Task);
    }

    [Fact]
    public async Task A_stream_ends_at_its_longest_lifetime_even_when_busy()
    {
        var time = new ManualTime();
        await using var host = await StartLimitedAsync(time, limits => limits.Lifetime = TimeSpan.FromMinutes(1));
        using var call = host.Client.Chat();
        for (var i = 0; i < 5; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Number = i });
            (await call.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
            time.Advance(TimeSpan.FromSeconds(10));
        }

        time.Advance(TimeSpan.FromSeconds(15));
        var failure = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext().WaitAsync(Patience));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_limit_that_is_not_positive_is_refused_at_start()
        => await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => EchoHost.StartAsync(services => services.Configure<GrpcStreamLimits>(l => l.IdleTimeout = TimeSpan.Zero)));

    private static Task<EchoHost> StartLimitedAsync(ManualTime time, Action<GrpcStreamLimits> configure)
        => EchoHost.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.Configure(configure);
        });

    /// <summary>Moves the server's clock until something has happened.</summary>
    private static async Task AdvanceUntilAsync(ManualTime time, Task task)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!task.IsCompleted && !patience.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        task.IsCompleted.ShouldBeTrue();
    }
}
