using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Tests;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5210", 5210, 5211)]
    [InlineData("127.0.0.1:7000", 7000, 7001)]
    [InlineData("http://127.0.0.1:0", 0, 0)]
    [InlineData("http://127.0.0.1:1;http://127.0.0.1:9", 1, 9)]
    public void One_or_two_addresses_are_read(string text, int grpc, int web)
    {
        var pair = Addresses.ParsePair(text);
        pair.Grpc.Port.ShouldBe(grpc);
        pair.Web.Port.ShouldBe(web);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://a:1;http://b:2;http://c:3")]
    [InlineData("http://")]
    public void Anything_else_is_a_mistake_of_the_command_line(string text) =>
        Should.Throw<CliException>(() => Addresses.ParsePair(text)).ExitCode.ShouldBe(ExitCode.Usage);
}
