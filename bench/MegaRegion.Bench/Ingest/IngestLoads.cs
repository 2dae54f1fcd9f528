namespace MegaRegion.Bench.Ingest;

/// <summary>What the loads came to.</summary>
internal sealed record IngestLoads(
    LoadResult Columnar,
    LoadResult ColumnarHalf,
    LoadResult Plain,
    LoadResult Single,
    LoadResult SingleHalf,
    double? BytesPerFlow,
    IngestReadersResult? Readers,
    IReadOnlyList<string> Places);
