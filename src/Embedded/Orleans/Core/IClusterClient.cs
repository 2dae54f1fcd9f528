namespace Orleans;

/// <summary>Calls grains from outside grains. In one process it is the same engine as <see cref="IGrainFactory"/>.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host that runs the engine.</summary>
    IServiceProvider ServiceProvider { get; }
}
