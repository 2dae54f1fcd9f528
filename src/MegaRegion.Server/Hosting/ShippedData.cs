using MegaRegion.DataSet;

namespace MegaRegion.Server.Hosting;

/// <summary>The data set of the options, read when it is first needed.</summary>
internal sealed class ShippedData(ServerOptions options)
{
    private readonly Lazy<JapanDataSet> _set = new(() => JapanDataSet.Load(DataSetLocator.Locate(options.DataSetPath)));

    /// <summary>The data set.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not where the options say.</exception>
    /// <exception cref="DataSetException">A file of it is not usable.</exception>
    public JapanDataSet Set => _set.Value;
}
