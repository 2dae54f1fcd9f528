using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>
/// The address of a PostgreSQL store: <c>postgres://user:password@host:port/database?schema=megaregion&amp;sslmode=require</c>.
/// </summary>
/// <remarks>
/// Everything but the host may be left out: the port is 5432, the user the one of the system, the database the user's
/// name, the schema <c>megaregion</c>. The password is better kept out of the address: <c>PGPASSWORD</c> and
/// <c>~/.pgpass</c> are read. A Unix socket is <c>postgres:///database?host=/run/postgresql</c>. Parts with special
/// characters are percent-encoded.
/// </remarks>
public sealed partial class PostgresUrl
{
    private const string DefaultSchema = "megaregion";

    private PostgresUrl(NpgsqlConnectionStringBuilder connection, string schema)
    {
        Connection = connection;
        Schema = schema;
    }

    /// <summary>The schema that holds the store's tables.</summary>
    public string Schema { get; }

    /// <summary>What to connect to, without this program's settings.</summary>
    internal NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>Whether a text is such an address rather than a folder.</summary>
    public static bool IsPostgres(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <exception cref="StoreStartupException">It cannot be read; the message says why and does not hold the password.</exception>
    public static PostgresUrl Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsPostgres(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw Refused("it should look like postgres://user@host:5432/database");
        }

        var connection = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']') };
        ReadPlace(uri, connection);
        var schema = ReadQuery(uri, connection);
        return string.IsNullOrEmpty(connection.Host)
            ? throw Refused("it names no host")
            : new PostgresUrl(connection, schema);
    }

    /// <summary>The address without user and password, for messages.</summary>
    public override string ToString()
    {
        var port = Connection.Port.ToString(CultureInfo.InvariantCulture);
        var database = Connection.Database ?? Connection.Username;
        return Connection.Host!.StartsWith('/')
            ? $"postgres:///{database}?host={Connection.Host}&port={port}&schema={Schema}"
            : $"postgres://{Connection.Host}:{port}/{database}?schema={Schema}";
    }

    private static void ReadPlace(Uri uri, NpgsqlConnectionStringBuilder connection)
    {
        if (uri.Port > 0)
        {
            connection.Port = uri.Port;
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length > 0)
        {
            connection.Database = database;
        }

        var (user, password) = Split(uri.UserInfo, ':');
        if (user.Length > 0)
        {
            connection.Username = user;
        }

        if (password.Length > 0)
        {
            connection.Password = password;
        }
    }

    private static string ReadQuery(Uri uri, NpgsqlConnectionStringBuilder connection)
    {
        var schema = DefaultSchema;
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(part, '=');
            switch (name)
            {
                case "schema" when SchemaName().IsMatch(value):
                    schema = value;
                    break;
                case "schema":
                    throw Refused($"the schema {value} should be lower-case letters, digits and _, at most 63 of them");
                case "host":
                    connection.Host = value;
                    break;
                case "port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port):
                    connection.Port = port;
                    break;
                case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                    connection.SslMode = mode;
                    break;
                case "sslrootcert":
                    connection.RootCertificate = value;
                    break;
                case "passfile":
                    connection.Passfile = value;
                    break;
                default:
                    throw Refused($"it has {name}={value}; known are schema, host, port, sslmode, sslrootcert and passfile");
            }
        }

        return schema;
    }

    private static (string First, string Second) Split(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0
            ? (Uri.UnescapeDataString(text), "")
            : (Uri.UnescapeDataString(text[..at]), Uri.UnescapeDataString(text[(at + 1)..]));
    }

    private static StoreStartupException Refused(string reason) => new($"The address of the PostgreSQL store is refused: {reason}.");

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SchemaName();
}
