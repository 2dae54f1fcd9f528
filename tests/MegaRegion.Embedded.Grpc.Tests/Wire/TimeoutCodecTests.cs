using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire;

namespace EmbeddedGrpcTests.Wire;

public sealed class TimeoutCodecTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("00000004m", 4)]
    [InlineData("5000u", 5)]
    [InlineData("6000000n", 6)]
    public void A_timeout_of_one_to_eight_digits_and_a_unit_is_read(string text, int milliseconds)
    {
        TimeoutCodec.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("0S")]
    [InlineData("0n")]
    [InlineData("99n")]
    public void A_timeout_under_one_tick_has_passed_and_is_not_absent(string text)
    {
        TimeoutCodec.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("123456789S")]
    [InlineData("1234567890m")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1.5S")]
    [InlineData("1s")]
    [InlineData("1x")]
    public void A_timeout_of_another_form_is_refused(string text) => TimeoutCodec.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_timeout_beyond_the_longest_is_cut_to_it()
    {
        TimeoutCodec.TryParse("99999999H", out var timeout).ShouldBeTrue();
        timeout.ShouldBe(TimeoutCodec.Longest);
    }

    [Fact]
    public void What_is_written_is_read_back_never_earlier_and_within_the_written_unit()
        => Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(1, int.MaxValue).Two().Select(pair => TimeSpan.FromTicks((long)pair.Item1 * (pair.Item2 % 1000 + 1))).ToArbitrary(),
                span =>
                {
                    var text = TimeoutCodec.Format(span);
                    return text.Length <= 9 && TimeoutCodec.TryParse(text, out var read)
                        && (read == TimeoutCodec.Longest || (read >= span && read - span <= TimeSpan.FromSeconds(1)));
                }));

    [Fact]
    public void A_passed_timeout_is_written_as_one_nanosecond() => TimeoutCodec.Format(TimeSpan.FromSeconds(-1)).ShouldBe("1n");
}
