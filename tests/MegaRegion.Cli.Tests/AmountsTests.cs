using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Cli.Output;

namespace MegaRegion.Cli.Tests;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(1_234, "1.23k", "1234")]
    [InlineData(12_345, "12.3k", "1.23万")]
    [InlineData(123_456_789, "123M", "1.23億")]
    [InlineData(-5_000_000_000, "-5.00G", "-50.0億")]
    [InlineData(long.MaxValue, "9223P", "922京")]
    [InlineData(long.MinValue, "-9223P", "-922京")]
    public void A_number_is_written_short(long value, string english, string japanese)
    {
        Amounts.Short(value, Language.English).ShouldBe(english);
        Amounts.Short(value, Language.Japanese).ShouldBe(japanese);
    }

    [Fact]
    public void A_short_number_is_never_longer_than_seven_characters()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<long>(value =>
            Amounts.Short(value, Language.English).Length <= 7 && Amounts.Short(value, Language.Japanese).Length <= 7));
    }
}
