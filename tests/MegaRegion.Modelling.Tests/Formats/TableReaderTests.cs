using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Formats;

public sealed class TableReaderTests
{
    [Fact]
    public void PairTable_UsualNames_AreFoundInAnyOrder()
    {
        var table = Flows("volume,d_zone_id,o_zone_id\n5,b,a\n,a,b\n").Value;
        table.Zones.ShouldBe(["a", "b"], ignoreOrder: true);
        var (a, b) = (table.Zones.ToList().IndexOf("a"), table.Zones.ToList().IndexOf("b"));
        table.Values[a, b].ShouldBe(5);
        table.IsStated(a, b).ShouldBeTrue();
        table.IsStated(b, a).ShouldBeFalse("an empty value is not stated");
    }

    [Fact]
    public void PairTable_TwoPossibleColumns_AreNotGuessed() =>
        Flows("origin,destination,x,y\na,b,1,2\n").Problems[0].Message.ShouldContain("origin, destination, x, y");

    [Fact]
    public void PairTable_NamedColumn_IsTaken()
    {
        using var reader = new StringReader("origin,destination,x,y\na,b,1,2\n");
        OdTableReader.ReadFlows(reader, "od.csv", new OdColumns(Value: "y")).Value.Values[0, 1].ShouldBe(2);
    }

    [Theory]
    [InlineData("origin,destination,flow\na,b,1\na,b,2\n", "od.csv: row 3: destination: the pair a → b already stands in row 2")]
    [InlineData("origin,destination,flow\na,b,-1\n", "od.csv: row 2: flow: expected a value of at least 0, found -1")]
    [InlineData("origin,destination,flow\na,,1\n", "od.csv: row 2: destination: expected the name of a zone, found an empty field")]
    [InlineData("origin,destination,flow\n", "od.csv: rows: expected at least one row below the header")]
    [InlineData("origin,destination,flow\na,b\n", "od.csv: row 2: row: expected 3 fields, found 2")]
    public void PairTable_WrongInput_NamesRowAndField(string table, string expected) =>
        Flows(table).Problems.Select(problem => problem.ToString()).Where(text => string.Equals(text, expected, StringComparison.Ordinal)).ShouldHaveSingleItem();

    [Fact]
    public void PairTable_WrittenAndRead_IsTheSame()
    {
        var values = new OdMatrix(2, [0, 0.1, 1.0 / 3, 0]);
        using var writer = new StringWriter();
        OdTableWriter.Write(writer, ["a", "b"], "cost", values);
        using var reader = new StringReader(writer.ToString());
        OdTableReader.ReadCosts(reader, "cost.csv").Value.Values.Values.ToArray().ShouldBe(values.Values.ToArray());
    }

    [Fact]
    public void PairTable_Arranged_KeepsPairsAndDropsOthers()
    {
        var table = Flows("origin,destination,flow\na,b,1\nb,c,2\n").Value.Arrange(["c", "b"]);
        table.Values[1, 0].ShouldBe(2);
        table.Values.Total().ShouldBe(2);
    }

    [Fact]
    public void ZoneTable_Arranged_FollowsTheZones()
    {
        using var reader = new StringReader("zone,size\nb,2\na,1\n");
        var table = ZoneTableReader.Read(reader, "zones.csv", ["size"]).Value;
        table.Arrange("size", ["a", "b", "c"]).ShouldBe([1, 2, double.NaN]);
    }

    [Theory]
    [InlineData("zone,size\na,1\na,2\n", "zones.csv: row 3: zone: the zone a stands twice")]
    [InlineData("zone,size\na,\n", "zones.csv: row 2: size: expected a value, found an empty field")]
    [InlineData("zone,length\na,1\n", "zones.csv: row 1: size: expected this column, found none")]
    public void ZoneTable_WrongInput_NamesRowAndField(string table, string expected)
    {
        using var reader = new StringReader(table);
        ZoneTableReader.Read(reader, "zones.csv", ["size"]).Problems.Select(problem => problem.ToString()).Where(text => string.Equals(text, expected, StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Weights_StatedInTheFile_AreRead()
    {
        using var reader = new StringReader("<NUMBER OF ZONES> 1\n<TOLL FACTOR> 0.5\n<DISTANCE FACTOR> 0.25\n<END OF METADATA>\n");
        TntpWeights.Read(reader, "net").Value.ShouldBe([new CostWeights(0.5, 0.25)]);
        using var silent = new StringReader("<NUMBER OF ZONES> 1\n<END OF METADATA>\n");
        TntpWeights.Read(silent, "net").Value.ShouldBeEmpty();
        TntpWeights.OfPublished("chicagosketch").ShouldBe(new CostWeights(0.02, 0.04));
    }

    private static Numerics.Outcome<OdTable> Flows(string text)
    {
        using var reader = new StringReader(text);
        return OdTableReader.ReadFlows(reader, "od.csv");
    }
}
