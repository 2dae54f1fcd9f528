using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Writes how a call ended into trailers, or into headers when there was nothing before them.</summary>
internal static class StatusHeaders
{
    private static readonly string[] Codes =
        [.. Enumerable.Range(0, (int)StatusCode.Unauthenticated + 1).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    public static void Write(IHeaderDictionary target, Status status, Metadata? trailers)
    {
        if (trailers is not null)
        {
            foreach (var entry in trailers)
                target.Append(entry.Key, MetadataCodec.ToWire(entry));
        }

        var code = (int)status.StatusCode;
        target.GrpcStatus = code >= 0 && code < Codes.Length ? Codes[code] : code.ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            target.GrpcMessage = PercentCodec.Encode(status.Detail);
    }
}
