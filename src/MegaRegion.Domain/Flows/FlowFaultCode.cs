namespace MegaRegion.Domain.Flows;

/// <summary>What is wrong with a flow or a report. The names are those of the public error codes.</summary>
public enum FlowFaultCode
{
    /// <summary>A place id is not in the catalogue.</summary>
    UnknownPlace = 1,

    /// <summary>The layer is not one of the four.</summary>
    InvalidLayer = 2,

    /// <summary>The quantity is not 1 to <see cref="Flow.MaxQuantity"/>.</summary>
    InvalidQuantity = 3,

    /// <summary>The event time is before 1900 or too far ahead.</summary>
    InvalidEventTime = 4,

    /// <summary>Another field is not of the documented form.</summary>
    InvalidField = 5,

    /// <summary>The report has no flow, or too many.</summary>
    InvalidReportSize = 6,

    /// <summary>Both ends are hubs and the reporting hub is not the origin.</summary>
    WrongReporter = 7,
}
