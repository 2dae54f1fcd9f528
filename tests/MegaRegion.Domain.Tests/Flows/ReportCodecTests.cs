using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Flows;

public class ReportCodecTests
{
    [Fact]
    public void What_is_encoded_is_decoded() =>
        Generated.ForAll(Generated.Report, flows => ReportCodec.Decode(ReportCodec.Encode(flows)).ShouldBe(flows));

    [Fact]
    public void Equal_reports_have_equal_bytes_and_different_reports_have_different_bytes() =>
        Generated.ForAll(Generated.Report.Two(), pair =>
        {
            var (one, other) = pair;
            ReportCodec.Encode(one).ShouldBe(ReportCodec.Encode([.. one]));
            ReportCodec.Encode(one).SequenceEqual(ReportCodec.Encode(other)).ShouldBe(one.SequenceEqual(other));
        });

    [Fact]
    public void A_writer_that_was_cleared_writes_as_a_new_one_does() =>
        Generated.ForAll(Generated.Report.Two(), pair =>
        {
            var (one, other) = pair;
            var writer = new ReportWriter();
            one.ToList().ForEach(flow => writer.Add(ReportedFlow.From(flow)));
            _ = writer.ToPayload();
            writer.Clear();
            other.ToList().ForEach(flow => writer.Add(ReportedFlow.From(flow)));
            writer.ToPayload().ShouldBe(ReportCodec.Encode(other));
        });

    [Fact]
    public void A_report_that_is_cut_anywhere_is_refused() =>
        Generated.ForAll(Generated.Report, flows =>
        {
            var payload = ReportCodec.Encode(flows);
            for (var length = 0; length < payload.Length; length++)
            {
                Should.Throw<MalformedReportException>(() => ReportCodec.Decode(payload.AsSpan(0, length)));
            }
        }, runs: 30);

    [Fact]
    public void A_report_with_a_byte_too_many_is_refused() =>
        Should.Throw<MalformedReportException>(() => ReportCodec.Decode([.. ReportCodec.Encode([AFlow]), 0]));

    [Fact]
    public void Damaged_bytes_are_refused_with_their_position_or_give_another_report_and_never_anything_else() =>
        Generated.ForAll(
            from flows in Generated.Report
            from position in Gen.Choose(0, 10_000)
            from bit in Gen.Choose(0, 7)
            select (flows, position, bit),
            damaged =>
            {
                var payload = ReportCodec.Encode(damaged.flows);
                var at = damaged.position % payload.Length;
                payload[at] ^= (byte)(1 << damaged.bit);
                try
                {
                    _ = ReportCodec.Decode(payload);
                }
                catch (MalformedReportException exception)
                {
                    exception.Position.ShouldBeInRange(0, payload.Length);
                }
            },
            runs: 2_000);

    [Fact]
    public void A_false_count_does_not_make_the_reader_allocate()
    {
        // A place count of 2^31 - 1 in a report of 6 bytes.
        byte[] payload = [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        Should.Throw<MalformedReportException>(() => ReportCodec.Decode(payload));
    }

    [Fact]
    public void An_unknown_format_is_refused() =>
        Should.Throw<MalformedReportException>(() => ReportCodec.Decode([2, 0, 0, 0])).Message.ShouldContain("Format 2");

    [Fact]
    public void A_typical_flow_takes_few_bytes()
    {
        var flows = Enumerable.Range(0, 1_000).Select(i => AFlow with
        {
            Quantity = 1 + (i % 100),
            EventTime = new EventTime(Generated.Noon.UnixMilliseconds + (i * 1_000)),
        });
        ReportCodec.Encode(flows).Length.ShouldBeLessThan(9_000);
    }

    private static Flow AFlow { get; } =
        new(SmallCountry.Hubs[0], SmallCountry.Hubs[1], Layer.People, 3, Generated.Noon);
}
