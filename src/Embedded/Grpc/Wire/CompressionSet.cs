using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>The message encodings one side understands, by name.</summary>
internal sealed class CompressionSet
{
    private readonly Dictionary<string, ICompressionProvider> _byName;

    public CompressionSet(IEnumerable<ICompressionProvider> providers)
    {
        _byName = new Dictionary<string, ICompressionProvider>(StringComparer.Ordinal);
        foreach (var provider in providers)
            _byName[provider.EncodingName] = provider;
        AcceptEncoding = string.Join(',', _byName.Keys.Prepend(GrpcHeaders.Identity));
    }

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    public string AcceptEncoding { get; }

    /// <summary>The encodings that every side has unless told otherwise.</summary>
    public static IReadOnlyList<ICompressionProvider> CreateDefaultProviders()
        => [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    public ICompressionProvider? Find(string encoding) => _byName.GetValueOrDefault(encoding);

    /// <summary>Whether a comma-separated <c>grpc-accept-encoding</c> names the encoding.</summary>
    public static bool Accepts(ReadOnlySpan<char> acceptEncoding, string encoding)
    {
        foreach (var range in acceptEncoding.Split(','))
        {
            if (acceptEncoding[range].Trim().SequenceEqual(encoding))
                return true;
        }

        return false;
    }
}
