using System.Text;
using MegaRegion.Cli.Exporting;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests;

public sealed class ExportEndTests : IDisposable
{
    private const int Reports = 5;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Ndjson)]
    public void An_export_that_was_cut_anywhere_goes_on_to_the_same_file(string format)
    {
        var whole = Written(format, after: 0);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_file, whole[..length]);

            var end = EndOf(format).ShouldNotBeNull($"cut at {length}");

            end.Length.ShouldBeLessThanOrEqualTo(length);
            byte[] carriedOn = [.. whole[..(int)end.Length], .. Written(format, end.Position, withHeader: end.Length == 0)];
            carriedOn.AsSpan().SequenceEqual(whole).ShouldBeTrue($"cut at {length}");
        }
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Ndjson)]
    public void A_file_in_the_other_form_or_of_another_kind_is_refused(string format)
    {
        File.WriteAllBytes(_file, Written(format == ExportFormat.Csv ? ExportFormat.Ndjson : ExportFormat.Csv, after: 0));
        EndOf(format).ShouldBeNull();

        File.WriteAllText(_file, "dear diary\n");
        EndOf(format).ShouldBeNull();
    }

    [Fact]
    public void A_flow_of_csv_is_written_as_report_reads_it()
    {
        File.WriteAllBytes(_file, Written(ExportFormat.Csv, after: 0));

        using var reader = new Reporting.CsvFlowReader(_file);

        reader.ReadAll().Select(row => row.Flow).ShouldBe(Enumerable.Range(1, Reports).SelectMany(position => ReportAt(position).Flows));
    }

    private ExportEnd? EndOf(string format)
    {
        using var file = File.OpenRead(_file);
        return ExportEnd.Find(file, format);
    }

    private static byte[] Written(string format, long after, bool withHeader = true)
    {
        using var memory = new MemoryStream();
        using (var output = new StreamWriter(memory, new UTF8Encoding(false), leaveOpen: true))
        {
            var rows = ExportFormat.Writer(format, output);
            if (withHeader)
            {
                rows.WriteHeader();
            }

            for (var position = (int)after + 1; position <= Reports; position++)
            {
                var report = ReportAt(position);
                for (var i = 0; i < report.Flows.Count; i++)
                {
                    rows.Write(new FlowRow(report, i + 1, report.Flows[i]));
                }
            }

            rows.Flush();
        }

        return memory.ToArray();
    }

    // As many flows as its position says; the third has a deal that needs quotes.
    private static ExportedReport ReportAt(int position)
    {
        var report = new ExportedReport
        {
            Position = position,
            Hub = "hub:linkers",
            Producer = "p1",
            Sequence = position,
            AcceptedAtMs = 1_774_994_400_000 + position,
            FlowCount = position,
        };
        for (var i = 0; i < position; i++)
        {
            report.Flows.Add(new Flow
            {
                Origin = "hub:linkers",
                Destination = "jp:27",
                Layer = Layer.Money,
                Quantity = 10 + i,
                EventTimeMs = 1_774_994_400_000,
                Purpose = i == 0 ? Purpose.Unspecified : Purpose.LessonFromFailure,
                Mode = TransportMode.Digital,
                Deal = i == 2 ? "deal \"3\", 2" : "",
            });
        }

        return report;
    }
}
