using MegaRegion.PrivatePostgres;
using Npgsql;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>A role of the database that has to give its password, as every role should in production.</summary>
internal sealed class PasswordRole
{
    private static int _last;

    private readonly PostgresServer _server;
    private readonly string _name = FormattableString.Invariant($"rotating{Interlocked.Increment(ref _last)}");

    private PasswordRole(PostgresServer server) => _server = server;

    /// <summary>Makes a role that may make a schema.</summary>
    /// <param name="server">Where.</param>
    /// <param name="password">Its password.</param>
    /// <param name="mustGiveIt">False for a role that the server believes without one.</param>
    public static async Task<PasswordRole> CreateAsync(PostgresServer server, string password, bool mustGiveIt = true)
    {
        var role = new PasswordRole(server);
        await server.ExecuteAsync($"CREATE ROLE {role._name} LOGIN PASSWORD '{password}'");
        await server.ExecuteAsync($"GRANT CREATE ON DATABASE postgres TO {role._name}");
        if (mustGiveIt)
        {
            await role.AskForPasswordAsync();
        }

        return role;
    }

    /// <summary>The address of a store that uses the role.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="password">The password in the address; null for none.</param>
    /// <param name="more">More of the address's query.</param>
    public string Url(string schema, string? password, string more = "")
    {
        var user = password is null ? _name : $"{_name}:{password}";
        return _server.Url(schema).Replace($"{PostgresServer.User}@", $"{user}@", StringComparison.Ordinal) + more;
    }

    /// <summary>A line of a password file.</summary>
    public string PassfileLine(string password) => $"*:*:*:{_name}:{password}\n";

    /// <summary>Changes the password; connections that were made before live on.</summary>
    public Task RotateAsync(string password) => _server.ExecuteAsync($"ALTER ROLE {_name} PASSWORD '{password}'");

    /// <summary>Ends the role's connections, as an administrator does after a rotation.</summary>
    public Task EndConnectionsAsync() =>
        _server.ExecuteAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{_name}'");

    // The first line that fits decides. The server reads the file again a moment after it was asked to.
    private async Task AskForPasswordAsync()
    {
        var file = (string)(await _server.ExecuteAsync("SHOW hba_file"))!;
        var lines = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file, $"host all {_name} 127.0.0.1/32 scram-sha-256\n{lines}", TestContext.Current.CancellationToken);
        await _server.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.HoldsAsync(IsStranger, Outage.RecoveryLimit, "the server asks for the password");
    }

    private bool IsStranger()
    {
        using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Username = _name, Password = "a guess" }.ConnectionString);
        try
        {
            connection.Open();
            return false;
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return true;
        }
    }
}
