using Orleans;

namespace MegaRegion.Contracts.Hubs;

/// <summary>Why a report was refused.</summary>
[GenerateSerializer]
public enum SubmitRefusal
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Its sequence is beyond the next one expected.</summary>
    SequenceGap = 1,

    /// <summary>Its sequence was recorded before with another body.</summary>
    SequenceReused = 2,

    /// <summary>The place is not a hub of the catalogue.</summary>
    UnknownHub = 3,

    /// <summary>No space is left in the store. Nothing was kept.</summary>
    StoreFull = 4,

    /// <summary>The store failed. Whether the report was kept is unknown: send it again under the same sequence.</summary>
    StoreUnavailable = 5,

    /// <summary>Another writer owns the hub now.</summary>
    WriterFenced = 6,

    /// <summary>The hub's total of a layer would go beyond <see cref="Domain.Ledger.LayerTotals.Max"/>. Nothing was kept.</summary>
    QuantityLimit = 7,
}
