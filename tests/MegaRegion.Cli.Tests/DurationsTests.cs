using System.CommandLine;
using MegaRegion.Cli.Commands;

namespace MegaRegion.Cli.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("30", 30)]
    [InlineData("0.3s", 0.3)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("35d", 3_024_000)]
    public void A_span_is_a_number_and_a_unit(string text, double seconds) =>
        Parse(text).Seconds.ShouldBe(seconds);

    [Theory]
    [InlineData("300ms")]
    [InlineData("5mm")]
    [InlineData("s")]
    [InlineData("-3s")]
    [InlineData("0")]
    [InlineData("soon")]
    public void Anything_else_is_refused_and_not_guessed(string text) =>
        Parse(text).Errors.ShouldBe([$"'{text}' is not a span of time such as 30s, 5m, 1h or 35d."]);

    private static (double? Seconds, string[] Errors) Parse(string text)
    {
        var option = Durations.Option("--for", "");
        var result = new RootCommand { option }.Parse(["--for", text]);
        string[] errors = [.. result.Errors.Select(error => error.Message)];
        return (errors.Length == 0 ? result.GetValue(option)?.TotalSeconds : null, errors);
    }
}
