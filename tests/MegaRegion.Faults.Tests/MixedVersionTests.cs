using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Client.Errors;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;
using MegaRegion.Faults.Tests.Versions;
using MegaRegion.V1;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// R22: client and server have different versions of the contract. Fields that one side does not know are kept by it and do
/// no harm; fields that the other side does not send have their default. That the contract itself stays compatible is
/// checked by buf; OldStoreTests and OldSchemaTests open earlier stores, StartupTests and PostgresStartupTests later ones.
/// </summary>
[Trait(ChosenStore.Trait, ChosenStore.Any)]
public sealed class MixedVersionTests : IDisposable
{
    private const int Hubs = 4;
    private const int Reports = 60;

    private readonly FaultRun _run = new("R22 mixed versions");
    private readonly ServerPlace _place = new();

    [Fact]
    public async Task With_a_side_of_the_first_version_nothing_is_lost_or_doubled() =>
        (await RunAsync(ContractVersion.First)).ShouldBeEmpty();

    [Fact]
    public async Task With_a_side_of_a_later_version_nothing_is_lost_or_doubled() =>
        (await RunAsync(ContractVersion.Later)).ShouldBeEmpty();

    // Negative control: a version without a field that clients need is found out.
    [Fact]
    public async Task A_version_that_lost_a_field_is_found_out() =>
        (await RunAsync(ContractVersion.Without("megaregion.v1.ReportAck.offset"))).ShouldContain(fault => fault.StartsWith("I1"));

    [Fact]
    public async Task A_report_with_fields_of_a_later_version_is_the_same_report_without_them()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var request = await RequestAsync(channel);

        (await new FlowService.FlowServiceClient(new VersionChannel(channel, ContractVersion.Later)).SubmitReportAsync(request))
            .Ack.Sequence.ShouldBe(1);

        // To the ledger it is the report of a client without the field: sent again by one, it is a duplicate.
        (await new FlowService.FlowServiceClient(channel).SubmitReportAsync(request)).Ack.Duplicate.ShouldBeTrue();
    }

    // What a server of the first version sees of a report by columns has no flows: refused, not recorded as empty.
    [Fact]
    public async Task Columns_that_an_earlier_server_does_not_know_are_refused_and_the_plain_form_is_recorded()
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var service = new FlowService.FlowServiceClient(new VersionChannel(channel, ContractVersion.First));
        var plain = await RequestAsync(channel);
        var columns = plain.Clone();
        columns.Report.Flows.Clear();
        columns.Report.Columns = new FlowColumns { FlowCount = plain.Report.Flows.Count };

        var refusal = await Should.ThrowAsync<RpcException>(() => service.SubmitReportAsync(columns).ResponseAsync);

        ErrorDetails.Find(refusal)!.Code.ShouldBe(ErrorCode.InvalidReportSize);
        (await service.SubmitReportAsync(plain)).Ack.Duplicate.ShouldBeFalse();
    }

    [Fact]
    public void Fields_that_a_program_does_not_know_are_kept_when_it_passes_a_message_on()
    {
        var cell = ContractVersion.Later.Of(new FlowCell { Origin = "a", Destination = "b", Quantity = 7 });

        FlowCell.Parser.ParseFrom(cell.ToByteArray()).ToByteArray().ShouldBe(cell.ToByteArray());

        // Negative control: the field is really there, and a parser that throws it away loses it.
        FlowCell.Parser.WithDiscardUnknownFields(true).ParseFrom(cell.ToByteArray()).ToByteArray().ShouldNotBe(cell.ToByteArray());
    }

    public void Dispose() => _place.Dispose();

    // Registers, reports, sends again, watches, verifies and queries over the channel; then compares with the store.
    private async Task<IReadOnlyList<string>> RunAsync(ContractVersion version)
    {
        await using var server = await ServerProcess.StartAsync(_place);
        using var channel = GrpcChannel.ForAddress(_place.Grpc);
        var mixed = new VersionChannel(channel, version);
        var plan = new ReportPlan(_run.Seed, await LoadPlaces.RegisterAsync(mixed, Hubs), TimeProvider.System.GetUtcNow());
        var load = HubLoad.Start(mixed, plan);
        await using var watcher = new PatientWatcher(mixed);
        await load.WaitForAsync(Reports);
        await load.StopAsync();
        var served = await ServedTotals.VerifyAndReadAsync(mixed);
        await watcher.Picture.IsAsync(await ServedHistory.ReadAsync(mixed));
        await server.TerminateAsync();
        var stored = await StoreReader.ReadAsync(_place.Database);
        _run.Say($"{load.Acknowledged.Count} acknowledged, {stored.Count} stored");
        return [.. load.Broken, .. LedgerCheck.Run(plan, load.Acknowledged, stored, served)];
    }

    private static async Task<SubmitReportRequest> RequestAsync(ChannelBase channel)
    {
        var plan = new ReportPlan(seed: 22, await LoadPlaces.RegisterAsync(channel, 1), TimeProvider.System.GetUtcNow());
        var request = new SubmitReportRequest
        {
            Hub = plan.Hubs[0],
            Producer = "mixed",
            Report = new FlowReport { Sequence = 1 },
        };
        request.Report.Flows.AddRange(plan.WireFlowsOf(plan.Hubs[0], 1));
        return request;
    }
}
