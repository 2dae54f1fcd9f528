using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Telemetry;

public sealed class GatewayInstrumentsTests : ServerTest
{
    [Fact]
    public async Task Received_and_rejected_flows_and_open_streams_are_counted()
    {
        using var meter = new MeterReading(Server);
        using (var call = await OpenAsync())
        {
            meter["megaregion.gateway.streams{kind=report}"].ShouldBe(1);
            await call.SendAsync(Sample.Report(1, Sample.Flow(), Sample.Flow()));
            await call.ReadAckAsync();
            await call.SendAsync(Sample.Report(2, Sample.Flow(), Sample.Flow(), Sample.Flow(quantity: 0)));
            await FailsAsync(ErrorCode.InvalidQuantity, StatusCode.InvalidArgument, call.ReadAckAsync);
        }

        meter["megaregion.flow.received{}"].ShouldBe(5);
        meter["megaregion.flow.rejected{reason=InvalidQuantity}"].ShouldBe(3);
        meter["megaregion.gateway.streams{kind=report}"].ShouldBe(0);
    }
}
