using System.Net;
using MegaRegion.Server.Hosting;

namespace MegaRegion.Server.Tests;

public sealed class ListenTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5210")]
    [InlineData("http://localhost:5210")]
    [InlineData("http://[::1]:5210")]
    public void A_loopback_address_is_taken(string address) =>
        IPAddress.IsLoopback(ListenRules.Resolve(new Uri(address), listenAny: false).Address).ShouldBeTrue();

    [Theory]
    [InlineData("http://0.0.0.0:5210")]
    [InlineData("http://192.0.2.1:5210")]
    [InlineData("http://[::]:5210")]
    public void An_address_that_others_reach_is_refused_until_it_is_allowed(string address)
    {
        Should.Throw<ServerOptionsException>(() => ListenRules.Resolve(new Uri(address), listenAny: false)).Message.ShouldContain("--listen-any");
        ListenRules.Resolve(new Uri(address), listenAny: true).Port.ShouldBe(5210);
    }

    [Theory]
    [InlineData("https://127.0.0.1:5210")]
    [InlineData("http://example.test:5210")]
    public void What_cannot_be_listened_on_is_refused(string address) =>
        Should.Throw<ServerOptionsException>(() => ListenRules.Resolve(new Uri(address), listenAny: true));

    [Fact]
    public void A_drain_budget_of_nothing_is_refused() =>
        Should.Throw<ServerOptionsException>(() => MegaRegionServer.Create(new ServerOptions { DrainBudget = TimeSpan.Zero }));
}
