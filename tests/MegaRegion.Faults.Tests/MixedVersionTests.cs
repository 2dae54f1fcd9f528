using Google.Protobuf;
using Grpc.Net.Client;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R22: messages of another version of the contract. Fields that one side does not know are kept by it and do no harm;
/// fields that the other side does not send have their default. That the contract itself stays compatible is checked by
/// buf, and that an old store is opened by OldStoreTests.
/// </summary>
public sealed class MixedVersionTests : IDisposable
{
    private const int UnknownField = 19_999 + 5_000;

    private readonly ServerPlace _place = new();

    [Fact]
    public async Task A_newer_client_with_fields_that_the_server_does_not_know_is_served()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var plan = new ReportPlan(seed: 22, await LoadPlaces.RegisterAsync(channel, 1), TimeProvider.System.GetUtcNow());
        var service = new FlowService.FlowServiceClient(channel);
        var report = new FlowReport { Sequence = 1 };
        report.Flows.AddRange(plan.WireFlowsOf(plan.Hubs[0], 1).Select(WithUnknownField));
        var request = WithUnknownField(new SubmitReportRequest { Hub = plan.Hubs[0], Producer = "new", Report = WithUnknownField(report) });

        (await service.SubmitReportAsync(request)).Ack.Sequence.ShouldBe(1);

        // To the ledger it is the report of a client without the field: sent again by one, it is a duplicate.
        var old = new FlowReport { Sequence = 1 };
        old.Flows.AddRange(plan.WireFlowsOf(plan.Hubs[0], 1));
        (await service.SubmitReportAsync(new SubmitReportRequest { Hub = plan.Hubs[0], Producer = "new", Report = old }))
            .Ack.Duplicate.ShouldBeTrue();
    }

    [Fact]
    public void Fields_that_a_program_does_not_know_are_kept_when_it_passes_a_message_on()
    {
        var cell = WithUnknownField(new FlowCell { Origin = "a", Destination = "b", Quantity = 7 });

        FlowCell.Parser.ParseFrom(cell.ToByteArray()).ToByteArray().ShouldBe(cell.ToByteArray());

        // Negative control: the field is really there, and a parser that throws it away loses it.
        FlowCell.Parser.WithDiscardUnknownFields(true).ParseFrom(cell.ToByteArray()).ToByteArray().ShouldNotBe(cell.ToByteArray());
    }

    public void Dispose() => _place.Dispose();

    private static T WithUnknownField<T>(T message)
        where T : IMessage<T>, new()
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            message.WriteTo(output);
            output.WriteTag(UnknownField, WireFormat.WireType.LengthDelimited);
            output.WriteString("of a later version");
        }

        return new MessageParser<T>(() => new T()).ParseFrom(bytes.ToArray());
    }
}
