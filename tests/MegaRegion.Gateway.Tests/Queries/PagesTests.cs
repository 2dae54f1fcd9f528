using MegaRegion.Gateway.Queries;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Queries;

public sealed class PagesTests
{
    private static readonly QueryFlowsRequest Query = new() { Level = Level.City };

    [Fact]
    public void A_row_that_came_before_the_page_is_neither_told_twice_nor_pushes_others_out()
    {
        ulong[] rows = [10, 20, 30, 40];
        var (first, token) = Cut(rows, "", 2);
        first.ShouldBe([10, 20]);

        var (second, end) = Cut([5, 10, 15, 20, 30, 40], token, 2);

        second.ShouldBe([30, 40]);
        end.ShouldBeEmpty();
    }

    [Fact]
    public void A_page_after_a_row_that_is_gone_goes_on_behind_it()
    {
        var (_, token) = Cut([10, 20, 30], "", 2);

        Cut([10, 30], token, 2).Rows.ShouldBe([30]);
    }

    private static (List<ulong> Rows, string Token) Cut(IReadOnlyList<ulong> rows, string token, int size)
    {
        var (page, next) = Pages.Open(Query, token, size).Cut(rows, row => new PageToken(row, 0));
        return ([.. page], next);
    }
}
