namespace Orleans;

/// <summary>Marks a grain interface whose grains are identified by a globally unique identifier and a string.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;
