using MegaRegion.Domain.Places;
using Npgsql;
using NpgsqlTypes;

namespace MegaRegion.Storage.Postgres;

/// <summary>Places as rows.</summary>
internal static class PlaceRows
{
    /// <summary>Reads a row of all columns.</summary>
    public static CatalogEntry Read(NpgsqlDataReader row) =>
        new(
            new Place(
                new PlaceId(row.GetString(1)),
                (Level)row.GetInt32(2),
                row.IsDBNull(3) ? null : new PlaceId(row.GetString(3)),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                row.IsDBNull(7) ? null : new GeoPoint(row.GetDouble(7), row.GetDouble(8)),
                row.GetInt64(9),
                row.IsDBNull(10) ? null : HubProfileJson.Read(row.GetString(10))),
            new PlaceNumber(row.GetInt32(0)),
            row.GetInt64(11));

    /// <summary>Adds new places with consecutive numbers.</summary>
    public static async Task InsertAsync(
        NpgsqlConnection connection, List<Place> places, int firstNumber, CancellationToken token)
    {
        if (places.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            """
            INSERT INTO places (version, number, id, level, parent, kind, name_ja, name_en, latitude_degrees,
                longitude_degrees, population, hub_profile_json)
            SELECT 1, * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            connection);
        Add(command, NpgsqlDbType.Integer, Enumerable.Range(firstNumber, places.Count).ToArray());
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => place.Id.Value));
        Add(command, NpgsqlDbType.Integer, places.ConvertAll(place => (int)place.Level));
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => place.Parent?.Value));
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => place.Kind));
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => place.NameJa));
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => place.NameEn));
        Add(command, NpgsqlDbType.Double, places.ConvertAll(place => place.Location?.LatitudeDegrees));
        Add(command, NpgsqlDbType.Double, places.ConvertAll(place => place.Location?.LongitudeDegrees));
        Add(command, NpgsqlDbType.Bigint, places.ConvertAll(place => place.Population));
        Add(command, NpgsqlDbType.Text, places.ConvertAll(place => HubProfileJson.Write(place.Hub)));
        await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>Replaces a place's attributes if its version is the expected one; returns the rows changed.</summary>
    public static Task<int> UpdateAsync(
        NpgsqlConnection connection, Place place, long expectedVersion, CancellationToken token) =>
        connection.ExecuteAsync(
            """
            UPDATE places
            SET version = version + 1, parent = $3, kind = $4, name_ja = $5, name_en = $6, latitude_degrees = $7,
                longitude_degrees = $8, population = $9, hub_profile_json = $10
            WHERE id = $1 AND version = $2
            """,
            token,
            place.Id.Value, expectedVersion, place.Parent?.Value, place.Kind, place.NameJa, place.NameEn,
            place.Location?.LatitudeDegrees, place.Location?.LongitudeDegrees, place.Population,
            HubProfileJson.Write(place.Hub));

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object values) =>
        command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
}
