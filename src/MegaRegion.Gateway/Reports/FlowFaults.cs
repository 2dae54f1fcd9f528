using MegaRegion.Domain.Flows;
using MegaRegion.Gateway.Errors;
using MegaRegion.V1;
using Flow = MegaRegion.V1.Flow;

namespace MegaRegion.Gateway.Reports;

/// <summary>Between the flows of the contract and those of the domain, and between their faults.</summary>
internal static class FlowFaults
{
    /// <summary>The flow as the domain's rules take it.</summary>
    public static ReportedFlow ToReported(this Flow flow) => new(
        flow.Origin,
        flow.Destination,
        (int)flow.Layer,
        flow.Quantity,
        flow.EventTimeMs,
        (int)flow.Purpose,
        (int)flow.Mode,
        flow.Deal);

    /// <summary>The failure that a fault is answered with.</summary>
    public static ServiceError ToServiceError(this FlowFault fault) =>
        new(CodeOf(fault.Code), fault.Message, fault.MessageJa)
        {
            Field = fault.Field,
            FlowPosition = fault.Position,
        };

    /// <summary>A sequence that no report can have.</summary>
    public static ServiceError BadSequence(long sequence) => ServiceErrors.InvalidField(
        "sequence",
        $"Sequence {sequence} is not one: reports are numbered 1, 2, 3 ...",
        $"連番 {sequence} は使えません。報告には 1 から順に番号を付けてください。");

    private static ErrorCode CodeOf(FlowFaultCode code) => code switch
    {
        FlowFaultCode.UnknownPlace => ErrorCode.UnknownPlace,
        FlowFaultCode.InvalidLayer => ErrorCode.InvalidLayer,
        FlowFaultCode.InvalidQuantity => ErrorCode.InvalidQuantity,
        FlowFaultCode.InvalidEventTime => ErrorCode.InvalidEventTime,
        FlowFaultCode.InvalidField => ErrorCode.InvalidField,
        FlowFaultCode.InvalidReportSize => ErrorCode.InvalidReportSize,
        FlowFaultCode.WrongReporter => ErrorCode.WrongReporter,
        _ => throw new InvalidOperationException($"The fault {code} has no error code."),
    };
}
