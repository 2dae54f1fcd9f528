using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace EmbeddedGrpcTests.Services;

public sealed class HealthTests
{
    [Fact]
    public async Task Check_runs_the_health_checks_mapped_to_a_service()
    {
        var ledger = HealthStatus.Healthy;
        await using var host = await StartAsync(() => ledger);
        var client = new Health.HealthClient(host.Channel);
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.Serving);
        (await client.CheckAsync(new HealthCheckRequest { Service = "ledger" })).Status.ShouldBe(ServingStatus.Serving);
        ledger = HealthStatus.Unhealthy;
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);
        (await client.CheckAsync(new HealthCheckRequest { Service = "other" })).Status.ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task An_unknown_service_is_not_found_by_check_and_unknown_to_watch()
    {
        await using var host = await StartAsync(static () => HealthStatus.Healthy);
        var client = new Health.HealthClient(host.Channel);
        var failure = await Should.ThrowAsync<RpcException>(() => client.CheckAsync(new HealthCheckRequest { Service = "none" }).ResponseAsync);
        failure.StatusCode.ShouldBe(StatusCode.NotFound);
        using var watch = client.Watch(new HealthCheckRequest { Service = "none" });
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.ServiceUnknown);
    }

    [Fact]
    public async Task Watch_tells_the_status_now_its_changes_and_the_end_of_the_server()
    {
        await using var host = await StartAsync(static () => HealthStatus.Healthy);
        var health = host.Services.GetRequiredService<Grpc.HealthCheck.HealthServiceImpl>();
        using var watch = new Health.HealthClient(host.Channel).Watch(new HealthCheckRequest { Service = "ledger" });
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
        health.SetStatus("ledger", ServingStatus.NotServing);
        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        health.SetStatus("ledger", ServingStatus.Serving);
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }

    private static Task<EchoHost> StartAsync(Func<HealthStatus> ledger)
        => EchoHost.StartAsync(
            services => services
                .AddGrpcHealthChecks(options =>
                {
                    options.Services.Map("ledger", check => check.Tags.Contains("ledger", StringComparer.Ordinal));
                    options.Services.Map("other", check => check.Name == "other");
                })
                .AddCheck("ledger", () => new HealthCheckResult(ledger()), ["ledger"])
                .AddCheck("other", static () => HealthCheckResult.Healthy()),
            app => app.MapGrpcHealthChecksService());
}
