namespace MegaRegion.Domain.Flows;

/// <summary>Why a report is refused: the first flow at fault and its field.</summary>
/// <param name="Position">0-based position of the flow; -1 when the fault is of the report as a whole.</param>
/// <param name="Field">Name of the field as in the public contract, for example <c>quantity</c>.</param>
/// <param name="Code">What kind of fault.</param>
/// <param name="Message">What is wrong and how to cure it, in English.</param>
/// <param name="MessageJa">The same in Japanese.</param>
public sealed record FlowFault(int Position, string Field, FlowFaultCode Code, string Message, string MessageJa);
