using MegaRegion.V1;

namespace MegaRegion.Cli.Demo;

/// <summary>Flows of the data set as messages of the public contract. The numbers of the enums are the same.</summary>
internal static class FlowMessages
{
    /// <summary>Converts.</summary>
    public static Flow From(in Domain.Flows.Flow flow) => new()
    {
        Origin = flow.Origin.Value,
        Destination = flow.Destination.Value,
        Layer = (Layer)(int)flow.Layer,
        Quantity = flow.Quantity,
        EventTimeMs = flow.EventTime.UnixMilliseconds,
        Purpose = (Purpose)(int)flow.Purpose,
        Mode = (TransportMode)(int)flow.Mode,
        Deal = flow.Deal ?? "",
    };
}
