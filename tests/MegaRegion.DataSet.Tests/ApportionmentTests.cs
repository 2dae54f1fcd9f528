using FsCheck;
using FsCheck.Fluent;
using MegaRegion.DataSet.Replay;

namespace MegaRegion.DataSet.Tests;

public sealed class ApportionmentTests
{
    private static readonly Gen<(long Total, long[] Weights)> Cases =
        from total in Gen.Choose(0, int.MaxValue).Select(value => value * 400_000L)
        from weights in Gen.Choose(0, 1_000_000).Select(weight => (long)weight).NonEmptyListOf()
        from one in Gen.Choose(1, 1_000_000)
        select (total, (long[])[.. weights, one]);

    [Fact]
    public void Parts_add_up_to_the_total_and_stay_within_one_of_their_share() =>
        Prop.ForAll(Cases.ToArbitrary(), IsExactAndFair).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 31));

    [Fact]
    public void A_part_without_weight_gets_nothing() =>
        Apportionment.LargestRemainder(7, [0, 5, 0, 2]).ShouldBe([0, 5, 0, 2]);

    [Fact]
    public void Equal_remainders_go_to_the_earlier_part() =>
        Apportionment.LargestRemainder(2, [1, 1, 1]).ShouldBe([1, 1, 0]);

    private static bool IsExactAndFair((long Total, long[] Weights) given)
    {
        var parts = Apportionment.LargestRemainder(given.Total, given.Weights);
        var sum = given.Weights.Sum();
        return parts.Sum() == given.Total
            && parts.Zip(given.Weights)
                .All(pair => Math.Abs(pair.First - ((decimal)given.Total * pair.Second / sum)) <= 1);
    }
}
