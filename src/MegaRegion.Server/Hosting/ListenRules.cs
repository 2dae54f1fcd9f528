using System.Net;

namespace MegaRegion.Server.Hosting;

/// <summary>What a server may bind to: plain HTTP, and loopback only unless told otherwise.</summary>
internal static class ListenRules
{
    /// <summary>Checks an address and returns where to bind.</summary>
    /// <param name="address">For example <c>http://127.0.0.1:5210</c>.</param>
    /// <param name="listenAny">Whether other machines may reach it.</param>
    /// <exception cref="ServerOptionsException">The address is refused.</exception>
    public static IPEndPoint Resolve(Uri address, bool listenAny)
    {
        if (!string.Equals(address.Scheme, "http", StringComparison.Ordinal))
        {
            throw new ServerOptionsException(
                $"{address}: the server speaks http only; TLS is ended in front of it. Use http://{address.Authority}.");
        }

        var ip = IpOf(address);
        return IPAddress.IsLoopback(ip) || listenAny
            ? new IPEndPoint(ip, address.Port)
            : throw new ServerOptionsException(
                $"{address}: other machines could reach this address, and the server has no sign-in yet. "
                + "Use 127.0.0.1, or say --listen-any if the network in front of it is trusted.");
    }

    private static IPAddress IpOf(Uri address) => address.Host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        _ when IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) => ip,
        _ => throw new ServerOptionsException(
            $"{address}: give an IP address or localhost to listen on, for example http://127.0.0.1:{address.Port}."),
    };
}
