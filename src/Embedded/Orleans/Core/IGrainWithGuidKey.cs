namespace Orleans;

/// <summary>Marks a grain interface whose grains are identified by a globally unique identifier.</summary>
public interface IGrainWithGuidKey : IGrain;
