using System.Net;

namespace MegaRegion.Gateway.Access;

/// <summary>What a caller wants to do.</summary>
/// <param name="Method">The full gRPC method, for example <c>/megaregion.v1.FlowService/Report</c>.</param>
/// <param name="Hub">The hub that it reports for; null when the method is not about one.</param>
/// <param name="RemoteAddress">Where the call comes from; null when it did not come over IP.</param>
public sealed record AccessRequest(string Method, string? Hub, IPAddress? RemoteAddress);
