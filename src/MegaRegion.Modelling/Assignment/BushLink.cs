namespace MegaRegion.Modelling.Assignment;

/// <summary>A link of a bush.</summary>
internal struct BushLink
{
    /// <summary>Position of the node it leaves.</summary>
    public int Tail;

    /// <summary>Link index.</summary>
    public int Link;

    /// <summary>Flow of this origin on the link.</summary>
    public double Flow;
}
