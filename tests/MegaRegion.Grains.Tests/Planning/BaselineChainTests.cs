using MegaRegion.Contracts.Planning;
using MegaRegion.Grains.Planning;

namespace MegaRegion.Grains.Tests.Planning;

public sealed class BaselineChainTests
{
    [Fact]
    public void A_chain_holds_every_scenario_below_the_nearest_first()
    {
        var first = new RunOrder("first", "text of first", null, 7);
        var second = BaselineChain.Append(new RunOrder("second", "text of second", null, 7), first);
        var third = BaselineChain.Append(new RunOrder("third", "text of third", null, 7), second);

        (second.BaselineDocument, second.EarlierBaselines).ShouldBe(("text of first", null));
        third.BaselineDocument.ShouldBe("text of second");
        third.EarlierBaselines.ShouldBe(["text of first"]);
        ((RunOrder[])[first, second, third]).Select(BaselineChain.LengthOf).ShouldBe([0, 1, 2]);
    }
}
