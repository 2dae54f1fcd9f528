using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;

namespace EmbeddedGrpcTests.Support;

/// <summary>Sends bodies of any bytes to a method and reads the status that comes back.</summary>
internal static class RawCall
{
    public const string OnePath = "/test.echo.Echoes/One";
    public const string CollectPath = "/test.echo.Echoes/Collect";

    /// <summary>A frame with any flag, any declared length and any payload.</summary>
    public static byte[] Frame(byte flag, uint declaredLength, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), declaredLength);
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>A correct frame.</summary>
    public static byte[] Frame(IMessage message)
    {
        var payload = message.ToByteArray();
        return Frame(0, (uint)payload.Length, payload);
    }

    /// <summary>Calls a method with the body and headers given.</summary>
    public static async Task<RawAnswer> CallAsync(
        this EchoHost host,
        byte[] body,
        string path = OnePath,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body),
            Version = host.Http.DefaultRequestVersion,
            VersionPolicy = host.Http.DefaultVersionPolicy,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await host.Http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return new RawAnswer((int)response.StatusCode, Find(response, "grpc-status"), Find(response, "grpc-message"), content)
        {
            AcceptEncoding = Find(response, "grpc-accept-encoding"),
        };
    }

    private static string? Find(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values)
            ? string.Join(',', values)
            : null;

    internal sealed record RawAnswer(int HttpStatus, string? GrpcStatus, string? GrpcMessage, byte[] Body)
    {
        public string? AcceptEncoding { get; init; }

        public StatusCode Code => (StatusCode)int.Parse(GrpcStatus!, CultureInfo.InvariantCulture);
    }
}
