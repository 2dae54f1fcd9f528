using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace MegaRegion.Gateway.Errors;

/// <summary>A failure as a gRPC response without a message, made once and sent often, before any service is asked.</summary>
internal sealed class TrailersOnlyResponse(ServiceError error)
{
    private readonly string _status = ((int)ErrorRules.StatusOf(error.Code)).ToString(CultureInfo.InvariantCulture);
    private readonly string _message = Uri.EscapeDataString(error.English);
    private readonly string _details = Convert.ToBase64String(error.ToStatusDetails().ToByteArray());

    /// <summary>Makes it the answer of a gRPC or gRPC-Web call.</summary>
    public void WriteTo(HttpContext call)
    {
        var response = call.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = call.Request.ContentType;
        response.Headers.GrpcStatus = _status;
        response.Headers.GrpcMessage = _message;
        response.Headers[ServiceErrorExtensions.DetailsTrailer] = _details;
    }
}
