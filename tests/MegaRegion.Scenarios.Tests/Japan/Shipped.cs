using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Tests.Japan;

/// <summary>The model of the shipped data set, calibrated once for all tests.</summary>
internal static class Shipped
{
    private static readonly Lazy<JapanInputs> Read = new(() => JapanInputsReader.Read(JapanDataSet.Load(DataSetLocator.Locate())));
    private static readonly Lazy<JapanModel> Calibrated = new(() => JapanModel.Calibrate(Read.Value, 2010).Value);

    public static JapanInputs Inputs => Read.Value;

    public static JapanModel Model => Calibrated.Value;

    public static int Zone(string name) => Inputs.Zones.ToList().FindIndex(zone => string.Equals(zone.NameEn, name, StringComparison.Ordinal));
}
