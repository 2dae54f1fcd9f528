using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One message encoding.</summary>
public interface ICompressionProvider
{
    /// <summary>The encoding's name in <c>grpc-encoding</c>, for example <c>gzip</c>.</summary>
    string EncodingName { get; }

    /// <summary>A stream which compresses what is written to it into the given stream, which it leaves open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream from which the content of the given compressed stream is read.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
