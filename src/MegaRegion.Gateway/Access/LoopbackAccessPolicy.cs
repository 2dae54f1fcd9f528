using System.Net;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway.Access;

/// <summary>
/// Allows everything to callers on this machine, and to others only when
/// <see cref="GatewayOptions.AllowRemoteCallers"/> says so. It knows no users.
/// </summary>
internal sealed class LoopbackAccessPolicy(IOptions<GatewayOptions> options) : IAccessPolicy
{
    private readonly bool _allowRemoteCallers = options.Value.AllowRemoteCallers;

    /// <inheritdoc/>
    public ValueTask<AccessDecision> DecideAsync(AccessRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_allowRemoteCallers || IsLocal(request.RemoteAddress)
            ? AccessDecision.Allowed
            : AccessDecision.Unauthenticated);

    private static bool IsLocal(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
