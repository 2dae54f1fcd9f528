using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace EmbeddedGrpcTests.Wire;

public sealed class BoundedInflaterTests
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly GzipCompressionProvider Gzip = new(CompressionLevel.Optimal);

    [Fact]
    public void A_message_within_the_limit_comes_back()
    {
        using var target = new PooledBuffer();
        BoundedInflater.Inflate(Compress(new byte[Mebibyte]), Gzip, Mebibyte, target);
        target.WrittenCount.ShouldBe(Mebibyte);
    }

    [Fact]
    public void A_message_one_byte_over_the_limit_is_refused()
    {
        using var target = new PooledBuffer();
        Should.Throw<RpcException>(() => BoundedInflater.Inflate(Compress(new byte[Mebibyte + 1]), Gzip, Mebibyte, target))
            .StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public void A_bomb_is_refused_by_its_ratio_even_without_a_limit_and_costs_little_more_than_the_floor()
    {
        using var target = new PooledBuffer();
        Should.Throw<RpcException>(() => BoundedInflater.Inflate(Compress(new byte[64 * Mebibyte]), Gzip, maxPayloadLength: null, target))
            .StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        target.WrittenCount.ShouldBeLessThan(8 * Mebibyte);
    }

    [Fact]
    public void Bytes_that_cannot_be_inflated_are_an_internal_failure()
    {
        using var target = new PooledBuffer();
        var garbage = new ReadOnlySequence<byte>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Should.Throw<RpcException>(() => BoundedInflater.Inflate(garbage, Gzip, Mebibyte, target))
            .StatusCode.ShouldBe(StatusCode.Internal);
    }

    private static ReadOnlySequence<byte> Compress(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var encoder = Gzip.CreateCompressionStream(compressed, compressionLevel: null))
            encoder.Write(plain);
        return new ReadOnlySequence<byte>(compressed.ToArray());
    }
}
