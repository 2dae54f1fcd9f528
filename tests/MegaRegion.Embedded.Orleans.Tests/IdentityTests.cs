using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class IdentityTests
{
    // Stored beside reminders: a change here makes stored reminders move between ranges.
    [Theory]
    [InlineData("", 2872998923u)]
    [InlineData("hub", 4016376215u)]
    [InlineData("hub:linkers", 2421883761u)]
    public void The_hash_of_a_key_never_changes(string key, uint expected) =>
        IdSpan.Create(key).GetUniformHashCode().ShouldBe(expected);

    [Fact]
    public void Integer_and_guid_keys_are_written_as_on_a_cluster()
    {
        GrainIdKeyExtensions.CreateIntegerKey(255).ToString().ShouldBe("FF");
        GrainIdKeyExtensions.CreateIntegerKey(-1, "x").ToString().ShouldBe("FFFFFFFFFFFFFFFF+x");
        GrainIdKeyExtensions.CreateGuidKey(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).ToString().ShouldBe("00000001000000000000000000000000");
    }
}
