using MegaRegion.Cli.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests;

public sealed class CsvFlowReaderTests : IDisposable
{
    private const string Header = "origin,destination,layer,quantity,event_time,purpose,mode,deal";

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_row_becomes_a_flow()
    {
        var row = Read(Header, "jp:13,jp:27,people,12,2025-04-01T09:00:00+09:00,business,rail,deal-1").ShouldHaveSingleItem();
        row.Row.ShouldBe(2);
        row.Flow.ShouldBe(new Flow
        {
            Origin = "jp:13",
            Destination = "jp:27",
            Layer = Layer.People,
            Quantity = 12,
            EventTimeMs = new DateTimeOffset(2025, 4, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            Purpose = Purpose.Business,
            Mode = TransportMode.Rail,
            Deal = "deal-1",
        });
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_optional_ones_may_be_missing()
    {
        var row = Read("event_time,quantity,layer,destination,origin", "2025-04-01T00:00:00Z,7,money,jp:27,jp:13").ShouldHaveSingleItem();
        row.Flow.Layer.ShouldBe(Layer.Money);
        row.Flow.Purpose.ShouldBe(Purpose.Unspecified);
        row.Flow.Deal.ShouldBeEmpty();
    }

    [Fact]
    public void Words_of_two_parts_are_written_with_an_underscore()
    {
        var row = Read(Header, "jp:13,jp:27,information,1,2025-04-01T00:00:00Z,lesson_from_failure,digital,").ShouldHaveSingleItem();
        row.Flow.Purpose.ShouldBe(Purpose.LessonFromFailure);
        row.Flow.Mode.ShouldBe(TransportMode.Digital);
    }

    [Theory]
    [InlineData("jp:13,jp:27,peple,12,2025-04-01T09:00:00Z,,,", "layer")]
    [InlineData("jp:13,jp:27,people,1.5,2025-04-01T09:00:00Z,,,", "quantity")]
    [InlineData("jp:13,jp:27,people,-1,2025-04-01T09:00:00Z,,,", "quantity")]
    [InlineData("jp:13,jp:27,people,1,2025-04-01T09:00:00,,,", "event_time")]
    [InlineData("jp:13,jp:27,people,1,yesterday,,,", "event_time")]
    [InlineData("jp:13,jp:27,people,1,2025-04-01T09:00:00Z,holiday,,", "purpose")]
    [InlineData(",jp:27,people,1,2025-04-01T09:00:00Z,,,", "origin")]
    public void A_wrong_value_is_named_by_file_row_and_column(string row, string column)
    {
        var failure = Should.Throw<CsvFlowException>(() =>
            Read(Header, "jp:13,jp:27,people,1,2025-04-01T09:00:00Z,,,", row));
        failure.Message.ShouldStartWith($"{_file}, row 3, column {column}:");
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Should.Throw<CsvFlowException>(() => Read("origin,destination,layer,quantity", "")).Message.ShouldContain("column event_time");

    public void Dispose() => File.Delete(_file);

    private List<CsvFlow> Read(params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        using var reader = new CsvFlowReader(_file);
        return [.. reader.ReadAll()];
    }
}
