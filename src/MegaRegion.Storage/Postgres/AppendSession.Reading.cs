using Npgsql;

namespace MegaRegion.Storage.Postgres;

// What a group may have to ask for before it is planned. In the usual case everything is known.
internal sealed partial class AppendSession
{
    /// <summary>Reads the ends of hubs; those that have never reported stay unknown.</summary>
    public void LoadHubs(string[] ids, HubTails tails)
    {
        using var command = new NpgsqlCommand(
            "SELECT id, number, last_offset, reports FROM journal_hubs WHERE id = ANY($1)", _connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids, NpgsqlDbType = Texts });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            tails.Put(reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3));
        }
    }

    /// <summary>Reads the numbers of producers; those that have never reported stay unknown.</summary>
    public void LoadProducers((HubTail Tail, string Name)[] producers)
    {
        var tails = producers.Select(producer => producer.Tail).Distinct().ToDictionary(tail => tail.Number);
        using var command = new NpgsqlCommand(
            """
            SELECT p.number, p.hub, p.name
            FROM unnest($1, $2) AS wanted (hub, name)
            JOIN journal_producers p ON p.hub = wanted.hub AND p.name = wanted.name
            """,
            _connection);
        command.Parameters.Add(new NpgsqlParameter<int[]>
        {
            TypedValue = Array.ConvertAll(producers, producer => producer.Tail.Number),
            NpgsqlDbType = Integers,
        });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = Array.ConvertAll(producers, producer => producer.Name),
            NpgsqlDbType = Texts,
        });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            tails[reader.GetInt32(1)].Producers.Add(reader.GetString(2), reader.GetInt32(0));
        }
    }

    /// <summary>Which sequences of a group are in the journal already.</summary>
    public HashSet<(string Hub, string Producer, long Sequence)> FindRecorded(List<AppendRequest> group)
    {
        var wanted = group
            .SelectMany(request => request.Records.Select(record => (Hub: request.Hub.Value, record.Producer, record.Sequence)))
            .ToArray();
        using var command = new NpgsqlCommand(
            """
            SELECT h.id, p.name, j.sequence
            FROM unnest($1, $2, $3) AS wanted (hub, producer, sequence)
            JOIN journal_hubs h ON h.id = wanted.hub
            JOIN journal_producers p ON p.hub = h.number AND p.name = wanted.producer
            JOIN journal j ON j.producer = p.number AND j.sequence = wanted.sequence
            """,
            _connection);
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = Array.ConvertAll(wanted, row => row.Hub),
            NpgsqlDbType = Texts,
        });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = Array.ConvertAll(wanted, row => row.Producer),
            NpgsqlDbType = Texts,
        });
        command.Parameters.Add(new NpgsqlParameter<long[]>
        {
            TypedValue = Array.ConvertAll(wanted, row => row.Sequence),
            NpgsqlDbType = Bigints,
        });
        var recorded = new HashSet<(string Hub, string Producer, long Sequence)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            recorded.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return recorded;
    }
}
