using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Server_interceptors_run_in_order_outermost_first_around_every_shape()
    {
        var log = new List<string>();
        await using var host = await EchoHost.StartAsync(services =>
        {
            services.AddSingleton(log);
            services.AddGrpc(options => options.Interceptors.Add<Recorder>("global"))
                .AddServiceOptions<EchoService>(options => options.Interceptors.Add<Recorder>("service"));
        });
        await host.Client.OneAsync(new Note());
        log.ShouldBe(["global in", "service in", "service out", "global out"]);

        log.Clear();
        using var chat = host.Client.Chat();
        await chat.RequestStream.CompleteAsync();
        (await chat.ResponseStream.MoveNext()).ShouldBeFalse();
        log.ShouldBe(["global in", "service in", "service out", "global out"]);
    }

    [Fact]
    public async Task A_server_interceptor_can_refuse_a_call()
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.Interceptors.Add<Refuser>()));
        var failure = await Should.ThrowAsync<RpcException>(() => host.Client.OneAsync(new Note()).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Client_interceptors_run_in_order_and_can_change_metadata()
    {
        await using var host = await EchoHost.StartAsync();
        var seen = "";
        host.Script.One = (note, context) =>
        {
            seen = string.Join(',', context.RequestHeaders.GetAll("x-step").Select(entry => entry.Value));
            return Task.FromResult(note);
        };
        var invoker = host.Channel
            .Intercept(headers => With(headers, "inner"))
            .Intercept(headers => With(headers, "outer"));
        await new Echoes.EchoesClient(invoker).OneAsync(new Note());
        seen.ShouldBe("outer, inner", "HTTP may join equal headers");
    }

    private static Metadata With(Metadata headers, string step)
    {
        var changed = new Metadata();
        foreach (var entry in headers)
            changed.Add(entry);
        changed.Add("x-step", step);
        return changed;
    }

    private sealed class Recorder(string name, List<string> log) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request,
            ServerCallContext context,
            UnaryServerMethod<TRequest, TResponse> continuation)
        {
            log.Add(name + " in");
            var response = await continuation(request, context);
            log.Add(name + " out");
            return response;
        }

        public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Add(name + " in");
            await continuation(requestStream, responseStream, context);
            log.Add(name + " out");
        }
    }

    private sealed class Refuser : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request,
            ServerCallContext context,
            UnaryServerMethod<TRequest, TResponse> continuation)
            => throw new RpcException(new Status(StatusCode.PermissionDenied, "no"));
    }
}
