using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using MegaRegion.Gateway.Access;
using MegaRegion.TestServer;
using MegaRegion.V1;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Gateway.Tests.Access;

public sealed class AccessTests : ServerTest
{
    private readonly RecordingPolicy _policy = new();

    protected override TestServerOptions Options => new()
    {
        Services = services => services.AddSingleton<IAccessPolicy>(_policy),
    };

    [Fact]
    public async Task A_hub_that_may_not_report_is_refused_before_anything_happens()
    {
        await FailsAsync(ErrorCode.PermissionDenied, StatusCode.PermissionDenied, () => OpenAsync(TestPlaces.Beta));
        await FailsAsync(
            ErrorCode.PermissionDenied,
            StatusCode.PermissionDenied,
            () => SubmitAsync(1, [Sample.Flow(origin: TestPlaces.Beta)], TestPlaces.Beta));

        (await SubmitAsync(1, [Sample.Flow()])).Offset.ShouldBe(1);
    }

    [Fact]
    public async Task The_policy_is_asked_about_every_method_with_the_hub_that_it_is_about()
    {
        await SubmitAsync(1, [Sample.Flow()]);
        using (var call = await OpenAsync())
        {
            await call.CompleteAsync();
            (await call.HasEndedAsync()).ShouldBeTrue();
        }

        await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);

        _policy.Requests.Select(request => (request.Method, request.Hub)).ShouldBe(
        [
            ("/megaregion.v1.FlowService/SubmitReport", TestPlaces.Alpha),
            ("/megaregion.v1.FlowService/Report", null),
            ("/megaregion.v1.FlowService/Report", TestPlaces.Alpha),
            ("/megaregion.v1.OperationsService/GetStatus", null),
        ]);
        _policy.Requests.ShouldAllBe(request => request.RemoteAddress!.Equals(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("127.0.0.1", false, AccessDecision.Allowed)]
    [InlineData("::1", false, AccessDecision.Allowed)]
    [InlineData("192.0.2.1", false, AccessDecision.Unauthenticated)]
    [InlineData("192.0.2.1", true, AccessDecision.Allowed)]
    public async Task The_default_policy_lets_this_machine_in_and_others_only_when_told(
        string address, bool allowRemote, AccessDecision expected)
    {
        var policy = new LoopbackAccessPolicy(
            Microsoft.Extensions.Options.Options.Create(new GatewayOptions { AllowRemoteCallers = allowRemote }));

        (await policy.DecideAsync(new AccessRequest("/m", null, IPAddress.Parse(address)), Cancel)).ShouldBe(expected);
    }

    private sealed class RecordingPolicy : IAccessPolicy
    {
        public ConcurrentQueue<AccessRequest> Requests { get; } = new();

        public ValueTask<AccessDecision> DecideAsync(AccessRequest request, CancellationToken cancellationToken)
        {
            Requests.Enqueue(request);
            return ValueTask.FromResult(
                request.Hub == TestPlaces.Beta ? AccessDecision.Denied : AccessDecision.Allowed);
        }
    }
}
