using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Npgsql;

namespace MegaRegion.Storage.Postgres;

/// <summary>The catalogue in PostgreSQL.</summary>
/// <remarks>
/// Changes take turns by locking the row of <c>catalogue</c>. A place whose parent is missing or not above it would make
/// the catalogue unreadable, so such a change is refused with an <see cref="InvalidOperationException"/> and nothing of it
/// is kept; so is a change of a place's level.
/// </remarks>
internal sealed class PostgresCatalogStore(PostgresStore store) : ICatalogStore
{
    private const int PlacesPerStatement = 1_000;

    private const string Columns =
        """
        number, id, level, parent, kind, name_ja, name_en, latitude_degrees, longitude_degrees, population,
        hub_profile_json, version
        """;

    /// <inheritdoc/>
    public async ValueTask<long> GetVersionAsync(CancellationToken cancellationToken) =>
        (await store.Connections.QueryAsync("SELECT version FROM catalogue", row => row.GetInt64(0), cancellationToken)).Single();

    /// <inheritdoc/>
    public async ValueTask<PlaceDirectory> LoadAsync(CancellationToken cancellationToken) =>
        await store.Connections.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
                var version = await connection.Command("SELECT version FROM catalogue").ReadAllAsync(row => row.GetInt64(0), token);
                await using var places = connection.Command($"SELECT {Columns} FROM places");
                return new PlaceDirectory(await places.ReadAllAsync(PlaceRows.Read, token), version.Single());
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<int> AddAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken) =>
        await ChangeAsync((connection, last, token) => AddAsync(connection, places, last, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CatalogEntry?> ReplaceAsync(
        Place place, long expectedVersion, CancellationToken cancellationToken) =>
        await ChangeAsync((connection, _, token) => ReplaceAsync(connection, place, expectedVersion, token), cancellationToken);

    // Work that throws is rolled back with its transaction.
    private Task<T> ChangeAsync<T>(
        Func<NpgsqlConnection, int, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        store.Connections.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                await using var command = connection.Command("SELECT last_number FROM catalogue WHERE id = 1 FOR UPDATE");
                var last = (int)(await command.ExecuteScalarAsync(token))!;
                var result = await work(connection, last, token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);

    private static async Task<int> AddAsync(
        NpgsqlConnection connection, IReadOnlyList<Place> places, int last, CancellationToken token)
    {
        var first = last;
        foreach (var chunk in places.Chunk(PlacesPerStatement))
        {
            var added = await FindNewAsync(connection, chunk, token);
            if (last + (long)added.Count > PlaceNumber.Max)
            {
                throw new InvalidOperationException($"The catalogue has no number left: {PlaceNumber.Max} were given.");
            }

            await PlaceRows.InsertAsync(connection, added, last + 1, token);
            last += added.Count;
        }

        if (last == first)
        {
            return 0;
        }

        await CheckParentsAsync(connection, first, PlaceNumber.Max, token);
        await connection.ExecuteAsync("UPDATE catalogue SET version = version + 1, last_number = $1", token, last);
        return last - first;
    }

    private static async Task<List<Place>> FindNewAsync(
        NpgsqlConnection connection, IReadOnlyList<Place> places, CancellationToken token)
    {
        await using var command = connection.Command(
            "SELECT id FROM places WHERE id = ANY($1)", places.Select(place => place.Id.Value).ToList());
        var known = (await command.ReadAllAsync(row => row.GetString(0), token)).ToHashSet(StringComparer.Ordinal);
        return [.. places.Where(place => known.Add(place.Id.Value))];
    }

    private static async Task<CatalogEntry?> ReplaceAsync(
        NpgsqlConnection connection, Place place, long expectedVersion, CancellationToken token)
    {
        var changed = await PlaceRows.UpdateAsync(connection, place, expectedVersion, token);
        if (changed == 0)
        {
            return null;
        }

        await using var command = connection.Command($"SELECT {Columns} FROM places WHERE id = $1", place.Id.Value);
        var entry = (await command.ReadAllAsync(PlaceRows.Read, token)).Single();
        if (entry.Place.Level != place.Level)
        {
            throw new InvalidOperationException(
                $"{place.Id} is a {entry.Place.Level}; a place's level cannot change to {place.Level}.");
        }

        await CheckParentsAsync(connection, entry.Number.Value - 1, entry.Number.Value, token);
        await connection.ExecuteAsync("UPDATE catalogue SET version = version + 1", token);
        return entry;
    }

    private static async Task CheckParentsAsync(
        NpgsqlConnection connection, int afterNumber, int toNumber, CancellationToken token)
    {
        await using var command = connection.Command(
            """
            SELECT child.id, child.parent
            FROM places child
            LEFT JOIN places above ON above.id = child.parent
            WHERE child.number > $1 AND child.number <= $2 AND child.parent IS NOT NULL
                AND (above.id IS NULL OR above.level <= child.level)
            LIMIT 1
            """,
            afterNumber, toNumber);
        if (await command.ReadAllAsync(row => (Id: row.GetString(0), Parent: row.GetString(1)), token) is [var orphan])
        {
            throw new InvalidOperationException(
                $"The parent {orphan.Parent} of {orphan.Id} is not in the catalogue or not above it.");
        }
    }
}
