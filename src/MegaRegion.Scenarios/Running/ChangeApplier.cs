using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Applies the changes of a scenario in order. Links are edited in <see cref="LinkApplier"/>; everything else becomes
/// <see cref="ChangeFactors"/>.
/// </summary>
internal static class ChangeApplier
{
    /// <summary>What changes come to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="baseline">The flows that they change.</param>
    /// <param name="changes">The changes, checked.</param>
    /// <param name="isElastic">Whether better travel makes more trips.</param>
    public static AppliedChanges Apply(ScenarioModel model, BaselineFlows baseline, IEnumerable<Modification> changes, bool isElastic)
    {
        var (links, factors) = (new LinkApplier(model), new ChangeFactors(model, baseline));
        foreach (var change in changes)
            Apply(change, links, factors);
        return factors.Result(links.Result, isElastic);
    }

    private static void Apply(Modification change, LinkApplier links, ChangeFactors factors)
    {
        switch (change)
        {
            case AddLink or RemoveLinks or CloseLinks or ChangeLinks or OpenMaglev:
                links.Apply(change);
                break;
            case ChangeHub hub:
                new VisitChanges(factors).Apply(hub);
                break;
            case ScaleFacility facility:
                new VisitChanges(factors).Apply(facility);
                break;
            case HoldEvent hold:
                new VisitChanges(factors).Apply(hold);
                break;
            case CreateJobs jobs:
                new VisitChanges(factors).Apply(jobs);
                break;
            case DesignateArea area:
                new PolicyChanges(factors).Apply(area);
                break;
            case AgreeBetween agreement:
                new PolicyChanges(factors).Apply(agreement);
                break;
            case ProjectPopulation projection:
                PopulationChange.Apply(factors, projection);
                break;
            case ScaleDemand demand:
                new DemandScaling(factors, demand).Apply();
                break;
            case OpenBases:
                break; // Moves nobody between zones; who reaches a base is a report (S15).
            default:
                throw new InvalidOperationException($"A change of kind {change.Kind} has no meaning here.");
        }
    }
}
