using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MegaRegion.Cli.Running;

/// <summary>Reads server addresses from the command line.</summary>
internal static class Addresses
{
    /// <summary>Reads <c>http://host:port</c>; the scheme may be left out.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out address) && address.Host.Length > 0;
    }

    /// <summary>
    /// Reads where a server listens: <c>GRPC[;WEB]</c>. Without a second address the web port is the one after the
    /// gRPC port (a free one when that is 0).
    /// </summary>
    /// <exception cref="CliException">The text is not one or two addresses.</exception>
    public static (Uri Grpc, Uri Web) ParsePair(string text)
    {
        var parts = text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 1 or 2 && TryParse(parts[0], out var grpc))
        {
            if (parts.Length == 1)
            {
                return (grpc, new UriBuilder(grpc) { Port = grpc.Port == 0 ? 0 : grpc.Port + 1 }.Uri);
            }

            if (TryParse(parts[1], out var web))
            {
                return (grpc, web);
            }
        }

        throw new CliException(
            ExitCode.Usage,
            string.Create(CultureInfo.InvariantCulture, $"--urls '{text}': give one address for gRPC, or two as 'http://127.0.0.1:5210;http://127.0.0.1:5211'."));
    }
}
