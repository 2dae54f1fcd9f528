using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>The tables by report.</summary>
internal static class ReportTables
{
    /// <summary>Makes the tables of a report; none when there is nothing to report.</summary>
    public static IEnumerable<ResultTable> Make(ReportKind kind, RunContext context) => kind switch
    {
        ReportKind.Regions => [RegionTable.Make(context)],
        ReportKind.Zones => [ZoneTable.Make(context)],
        ReportKind.Modes => [ModeTable.Make(context)],
        ReportKind.Access => [AccessTable.Make(context)],
        ReportKind.Convection => [ConvectionTable.Make(context)],
        ReportKind.Causes => [CauseTable.Make(context)],
        ReportKind.Contributions => [ContributionTable.Make(context)],
        ReportKind.Links => [LinkTable.Make(context)],
        ReportKind.Services => ServiceTables.Make(context),
        ReportKind.Centres => [CentreTable.Make(context)],
        ReportKind.Earnings => [EarningTable.Make(context)],
        ReportKind.Bases => [BaseTable.Make(context)],
        ReportKind.Attractiveness => [AttractivenessTable.Make(context)],
        ReportKind.Designations => [DesignationTable.Make(context)],
        ReportKind.Visits => [VisitTable.Make(context)],
        ReportKind.Dynamics => [DynamicsTable.Make(context)],
        _ => throw new InvalidOperationException($"There is no table for {kind}."),
    };
}
