using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace MegaRegion.Storage.Migrations;

/// <summary>Reads the numbered SQL files that are embedded in this assembly.</summary>
internal static class MigrationFiles
{
    private const int NumberLength = 4;

    /// <summary>The migrations of a store in order.</summary>
    /// <param name="store">The folder under <c>Migrations</c>, for example <c>Sqlite</c>.</param>
    public static IReadOnlyList<Migration> Load(string store)
    {
        var assembly = typeof(MigrationFiles).Assembly;
        var prefix = $"Migrations/{store}/";
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, name[prefix.Length..]))
            .ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
            {
                throw new InvalidOperationException(
                    $"Migration {migrations[i].Name} of {store} should have the number {i + 1}: numbers have no gaps.");
            }
        }

        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource, string fileName)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var version = int.Parse(fileName.AsSpan(0, NumberLength), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Migration(
            version, fileName, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
