using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Who is at the other end of a connection.</summary>
internal static class PeerName
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";

    /// <summary>The address as gRPC writes it: <c>ipv4:1.2.3.4:5</c>, <c>ipv6:[::1]:5</c>, or <c>unknown</c>.</summary>
    public static string Of(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress;
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var endPoint = new IPEndPoint(address, connection.RemotePort);
        return (address.AddressFamily == AddressFamily.InterNetwork ? "ipv4:" : "ipv6:") + endPoint;
    }

    /// <summary>What TLS says about the client: its certificate's names, if it showed one.</summary>
    public static AuthContext Authenticate(ConnectionInfo connection)
    {
        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        if (connection.ClientCertificate is not { } certificate)
            return new AuthContext(peerIdentityPropertyName: null, properties);
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames());
        Add(properties, AlternativeName, alternatives);
        Add(properties, CommonName, [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]);
        var identity = properties.ContainsKey(AlternativeName) ? AlternativeName : CommonName;
        return new AuthContext(identity, properties);
    }

    private static void Add(Dictionary<string, List<AuthProperty>> properties, string name, IEnumerable<string> values)
    {
        var list = values
            .Where(static value => value.Length > 0)
            .Select(value => AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)))
            .ToList();
        if (list.Count > 0)
            properties[name] = list;
    }
}
