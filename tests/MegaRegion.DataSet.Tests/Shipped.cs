namespace MegaRegion.DataSet.Tests;

/// <summary>The data set of the repository, loaded once for all tests.</summary>
internal static class Shipped
{
    public static string Directory { get; } = DataSetLocator.Locate(null, null, AppContext.BaseDirectory);

    public static JapanDataSet DataSet { get; } = JapanDataSet.Load(Directory);
}
