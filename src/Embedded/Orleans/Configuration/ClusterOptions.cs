namespace Orleans.Configuration;

/// <summary>Names of the application and of its deployment. One process keeps them, but joins no cluster.</summary>
public class ClusterOptions
{
    /// <summary>Name of the deployment; default "default".</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>Name of the application, never changed while state is stored under it; default "default".</summary>
    public string ServiceId { get; set; } = "default";
}
