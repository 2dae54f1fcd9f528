using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// A watch for which only the server looks at the time: the request has a timeout, the client that reads it has none.
/// </summary>
internal static class TimedWatch
{
    /// <summary>Watches until the server ends it, and returns the status. Begins before the first wait.</summary>
    public static async Task<StatusCode> RunAsync(Uri server, TimeSpan timeout)
    {
        using var http = new System.Net.Http.HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/megaregion.v1.FlowService/WatchFlows"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(WatchedPicture.Request)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation(
            "grpc-timeout", timeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) + "m");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (StatusCode)int.Parse(
            response.TrailingHeaders.GetValues("grpc-status").Single(), CultureInfo.InvariantCulture);
    }

    private static byte[] Frame(IMessage message)
    {
        const int prefix = 5;
        var frame = new byte[prefix + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - prefix);
        message.WriteTo(frame.AsSpan(prefix));
        return frame;
    }
}
