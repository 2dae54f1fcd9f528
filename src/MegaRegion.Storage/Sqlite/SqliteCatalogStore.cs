using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Sqlite;

/// <summary>The catalogue in SQLite.</summary>
/// <remarks>
/// A place whose parent is missing or not above it would make the catalogue unreadable, so such a change is refused with
/// an <see cref="InvalidOperationException"/> and nothing of it is kept; so is a change of a place's level.
/// </remarks>
internal sealed class SqliteCatalogStore(SqliteStore store) : ICatalogStore
{
    private const long PlaceBytes = 512;

    private const string Columns =
        """
        number, id, level, parent, kind, name_ja, name_en, latitude_degrees, longitude_degrees, population,
        hub_profile_json, version
        """;

    /// <inheritdoc/>
    public ValueTask<long> GetVersionAsync(CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(ReadVersion, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PlaceDirectory> LoadAsync(CancellationToken cancellationToken) =>
        store.Readers.ReadAsync(
            session => new PlaceDirectory(
                session.Query(session.Prepare($"SELECT {Columns} FROM places"), ReadEntry), ReadVersion(session)),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<int> AddAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session => session.InSavepoint(_ => Add(session, places)), places.Count * PlaceBytes, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CatalogEntry?> ReplaceAsync(
        Place place, long expectedVersion, CancellationToken cancellationToken) =>
        await store.Writer.WriteAsync(
            session => session.InSavepoint(_ => Replace(session, place, expectedVersion)), PlaceBytes, cancellationToken);

    private static int Add(SqliteSession session, IReadOnlyList<Place> places)
    {
        var first = session.QueryInteger("SELECT last_number FROM catalogue")!.Value;
        var last = first;
        foreach (var place in places)
        {
            last += Insert(session, place, last + 1) ? 1 : 0;
        }

        if (last == first)
        {
            return 0;
        }

        if (last > PlaceNumber.Max)
        {
            throw Refused($"The catalogue has no number left: {PlaceNumber.Max} were given.");
        }

        CheckParents(session, first);
        session.Prepare("UPDATE catalogue SET version = version + 1, last_number = ?").Bind(last).Run();
        return (int)(last - first);
    }

    private static bool Insert(SqliteSession session, Place place, long number) =>
        BindAttributes(
            session.Prepare(
                """
                INSERT INTO places (version, number, id, level, parent, kind, name_ja, name_en, latitude_degrees,
                    longitude_degrees, population, hub_profile_json)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """).Bind(number).Bind(place.Id.Value).Bind((long)place.Level),
            place).Run() == 1;

    private static CatalogEntry? Replace(SqliteSession session, Place place, long expectedVersion)
    {
        var changed = BindAttributes(
            session.Prepare(
                """
                UPDATE places
                SET version = version + 1, parent = ?, kind = ?, name_ja = ?, name_en = ?, latitude_degrees = ?,
                    longitude_degrees = ?, population = ?, hub_profile_json = ?
                WHERE id = ? AND version = ?
                """),
            place).Bind(place.Id.Value).Bind(expectedVersion).Run();
        if (changed == 0)
        {
            return null;
        }

        var entry = session.Query(
            session.Prepare($"SELECT {Columns} FROM places WHERE id = ?").Bind(place.Id.Value), ReadEntry).Single();
        if (entry.Place.Level != place.Level)
        {
            throw Refused($"{place.Id} is a {entry.Place.Level}; a place's level cannot change to {place.Level}.");
        }

        CheckParents(session, entry.Number.Value - 1, entry.Number.Value);
        session.Run("UPDATE catalogue SET version = version + 1");
        return entry;
    }

    private static SqliteStatement BindAttributes(SqliteStatement statement, Place place) =>
        statement
            .Bind(place.Parent?.Value).Bind(place.Kind).Bind(place.NameJa).Bind(place.NameEn)
            .Bind(place.Location?.LatitudeDegrees).Bind(place.Location?.LongitudeDegrees).Bind(place.Population)
            .Bind(HubProfileJson.Write(place.Hub));

    private static void CheckParents(SqliteSession session, long afterNumber, long toNumber = PlaceNumber.Max)
    {
        var orphan = session.Query(
            session.Prepare(
                """
                SELECT child.id, child.parent
                FROM places child
                LEFT JOIN places above ON above.id = child.parent
                WHERE child.number > ? AND child.number <= ? AND child.parent IS NOT NULL
                    AND (above.id IS NULL OR above.level <= child.level)
                LIMIT 1
                """).Bind(afterNumber).Bind(toNumber),
            row => (Id: row.Text(0), Parent: row.Text(1)));
        if (orphan is [var found])
        {
            throw Refused($"The parent {found.Parent} of {found.Id} is not in the catalogue or not above it.");
        }
    }

    private static long ReadVersion(SqliteSession session) =>
        session.QueryInteger("SELECT version FROM catalogue")!.Value;

    private static CatalogEntry ReadEntry(SqliteStatement row) =>
        new(
            new Place(
                new PlaceId(row.Text(1)),
                (Level)row.Integer(2),
                row.IsNull(3) ? null : new PlaceId(row.Text(3)),
                row.Text(4),
                row.Text(5),
                row.Text(6),
                row.IsNull(7) ? null : new GeoPoint(row.Real(7), row.Real(8)),
                row.Integer(9),
                row.IsNull(10) ? null : HubProfileJson.Read(row.Text(10))),
            new PlaceNumber((int)row.Integer(0)),
            row.Integer(11));

    private static RefusedWriteException Refused(string reason) => new(new InvalidOperationException(reason));
}
