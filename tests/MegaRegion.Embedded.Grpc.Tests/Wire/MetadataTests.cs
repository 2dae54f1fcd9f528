using Grpc.Core;
using Grpc.Wire;

namespace EmbeddedGrpcTests.Wire;

public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_and_found_in_any_case()
    {
        var metadata = new Metadata { { "X-Trace", "1" }, { "x-trace", "2" } };
        metadata[0].Key.ShouldBe("x-trace");
        metadata.GetValue("X-TRACE").ShouldBe("2");
        metadata.GetAll("x-trace").Select(entry => entry.Value).ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("日本")]
    [InlineData("colon:")]
    [InlineData("")]
    public void A_key_of_other_characters_is_refused(string key)
        => Should.Throw<ArgumentException>(() => new Metadata { { key, "value" } });

    [Fact]
    public void Bytes_need_a_key_ending_in_bin_and_text_one_that_does_not()
    {
        Should.Throw<ArgumentException>(() => new Metadata { { "bytes", new byte[1] } });
        Should.Throw<ArgumentException>(() => new Metadata { { "text-bin", "value" } });
    }

    [Fact]
    public void The_empty_metadata_cannot_be_changed()
        => Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));

    [Theory]
    [InlineData("q6ur")]
    [InlineData("q6s=")]
    [InlineData("q6s")]
    [InlineData("qw")]
    public void Binary_values_are_read_with_and_without_padding(string wire)
    {
        var metadata = new Metadata();
        MetadataCodec.AddReceived(metadata, "x-bin", wire);
        var bytes = metadata.GetValueBytes("x-bin")!;
        bytes.ShouldAllBe(b => b == 0xAB);
        bytes.Length.ShouldBe(wire.TrimEnd('=').Length * 6 / 8);
    }

    [Fact]
    public void Binary_values_joined_by_a_comma_are_split_before_they_are_decoded()
    {
        var metadata = new Metadata();
        MetadataCodec.AddReceived(metadata, "X-Bin", "AQ==,Ag, Aw==");
        metadata.GetAll("x-bin").Select(entry => entry.ValueBytes.Single()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_binary_value_that_is_not_base64_fails_the_call_as_internal()
        => Should.Throw<RpcException>(() => MetadataCodec.AddReceived([], "x-bin", "!!"))
            .StatusCode.ShouldBe(StatusCode.Internal);
}
