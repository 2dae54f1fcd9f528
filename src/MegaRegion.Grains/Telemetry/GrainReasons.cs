using MegaRegion.Contracts.Hubs;

namespace MegaRegion.Grains.Telemetry;

/// <summary>Names of refusals in tags: those of the public error codes, in lower case.</summary>
internal static class GrainReasons
{
    public static string NameOf(SubmitRefusal refusal) => refusal switch
    {
        SubmitRefusal.SequenceGap => "sequence_gap",
        SubmitRefusal.SequenceReused => "sequence_reused",
        SubmitRefusal.UnknownHub => "unknown_hub",
        SubmitRefusal.StoreFull => "store_full",
        SubmitRefusal.StoreUnavailable => "store_unavailable",
        SubmitRefusal.WriterFenced => "writer_fenced",
        SubmitRefusal.QuantityLimit => "quantity_limit",
        _ => "none",
    };
}
