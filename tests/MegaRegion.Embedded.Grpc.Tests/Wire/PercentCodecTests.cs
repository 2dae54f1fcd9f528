using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire;

namespace EmbeddedGrpcTests.Wire;

public sealed class PercentCodecTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("\t\r\n", "%09%0D%0A")]
    [InlineData("☺", "%E2%98%BA")]
    [InlineData("😈", "%F0%9F%98%88")]
    public void Everything_but_printable_ascii_is_escaped(string text, string wire)
    {
        PercentCodec.Encode(text).ShouldBe(wire);
        PercentCodec.Decode(wire).ShouldBe(text);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%2", "%2")]
    [InlineData("%zz", "%zz")]
    [InlineData("a%41%4", "aA%4")]
    [InlineData("%e2%98%ba", "☺")]
    public void What_is_not_an_escape_stands_for_itself(string wire, string text) => PercentCodec.Decode(wire).ShouldBe(text);

    [Fact]
    public void Any_text_comes_back()
        => Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>().Filter(text => IsValidUtf16(text.Get)),
                text => PercentCodec.Decode(PercentCodec.Encode(text.Get)) == text.Get));

    private static bool IsValidUtf16(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
