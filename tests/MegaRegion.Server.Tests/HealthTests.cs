using System.Net;
using Grpc.Health.V1;

namespace MegaRegion.Server.Tests;

public sealed class HealthTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/startup")]
    [InlineData("/health/ready")]
    public async Task A_running_server_answers_its_probes(string path)
    {
        using var response = await fixture.Web.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_running_server_is_serving_by_the_grpc_health_protocol()
    {
        var health = new Grpc.Health.V1.Health.HealthClient(fixture.Channel);
        var answer = await health.CheckAsync(new HealthCheckRequest());
        answer.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }
}
