using MegaRegion.Cli.Output;
using MegaRegion.DataSet.Flows;
using MegaRegion.DataSet.Replay;
using MegaRegion.V1;

namespace MegaRegion.Cli.Demo;

/// <summary>What stands behind each layer of the replay, so that no modelled figure is shown as an observed one.</summary>
internal sealed class LayerOrigins(ReplayPlan plan, Words words)
{
    /// <summary>The weakest origin among the layer's tables; the activity of single hubs is named apart.</summary>
    public Provenance Of(Layer layer) =>
        plan.Sources.Where(source => source.Layer is { } of && (int)of == (int)layer)
            .Select(source => source.Provenance)
            .DefaultIfEmpty(Provenance.Assumed)
            .Max();

    /// <summary>The layer's name, with a label when it is not observed.</summary>
    public string Label(Layer layer) => Of(layer) switch
    {
        Provenance.Observed => words.NameOf(layer),
        Provenance.Modelled => $"{words.NameOf(layer)} ({words.Modelled})",
        _ => $"{words.NameOf(layer)} ({words.Assumed})",
    };
}
