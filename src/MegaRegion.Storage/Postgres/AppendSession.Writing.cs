using Npgsql;
using NpgsqlTypes;

namespace MegaRegion.Storage.Postgres;

// Small groups go as arrays in one exchange with the COMMIT; large ones as a binary COPY, which needs two exchanges more
// and saves the server a copy of every payload.
internal sealed partial class AppendSession
{
    private const long CopyFromBytes = 1L << 20;

    private readonly NpgsqlBatch _write;
    private readonly NpgsqlBatchCommand _inserted;
    private readonly NpgsqlBatchCommand _moved;
    private readonly NpgsqlBatchCommand _totals;

    /// <summary>Writes a planned group and commits the open transaction.</summary>
    /// <exception cref="DamagedLedgerException">The database did not change what it should have.</exception>
    public void Commit(GroupPlan plan)
    {
        AddNames(plan);
        var rows = plan.Rows;
        var copies = rows.Bytes >= CopyFromBytes;
        if (copies)
        {
            Copy(rows);
            rows = new GroupRows(0);
        }

        Bind(plan, rows);
        IsCommitSent = true;
        _write.ExecuteNonQuery();
        if (_inserted.RecordsAffected != rows.Count || _moved.RecordsAffected != plan.Moved.Count || _totals.RecordsAffected != 1)
        {
            throw new DamagedLedgerException("A commit did not change the rows that it should have changed.");
        }
    }

    private static (NpgsqlBatch Write, NpgsqlBatchCommand Inserted, NpgsqlBatchCommand Moved, NpgsqlBatchCommand Totals) CreateWrite(
        NpgsqlConnection connection)
    {
        var inserted = Command(
            """
            INSERT INTO journal ("offset", sequence, accepted_at_ms, hub, producer, flow_count, digest, payload)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            Bigints, Bigints, Bigints, Integers, Integers, Integers, ByteStrings, ByteStrings);
        var moved = Command(
            """
            UPDATE journal_hubs h
            SET last_offset = moved.last_offset, reports = moved.reports
            FROM unnest($1, $2, $3) AS moved (number, last_offset, reports)
            WHERE h.number = moved.number
            """,
            Integers, Bigints, Bigints);
        var totals = Command(
            "UPDATE journal_totals SET head = $1, flows = $2, hubs = $3, producers = $4 WHERE id = 1",
            NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Integer);
        var write = new NpgsqlBatch(connection)
        {
            BatchCommands = { inserted, moved, totals, new NpgsqlBatchCommand("COMMIT") },
        };
        return (write, inserted, moved, totals);
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlDbType[] types)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }

    private static void Set(NpgsqlBatchCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private void Bind(GroupPlan plan, GroupRows rows)
    {
        Set(
            _inserted, rows.Offsets, rows.Sequences, rows.AcceptedAt, rows.Hubs, rows.Producers, rows.FlowCounts, rows.Digests,
            rows.Payloads);
        var moved = plan.Moved;
        var (numbers, ends, reports) = (new int[moved.Count], new long[moved.Count], new long[moved.Count]);
        for (var i = 0; i < moved.Count; i++)
        {
            (numbers[i], ends[i], reports[i]) = (moved[i].Number, moved[i].LastOffset, moved[i].Reports);
        }

        Set(_moved, numbers, ends, reports);
        Set(_totals, plan.Counts.Head, plan.Counts.Flows, plan.Counts.Hubs, plan.Counts.Producers);
    }

    private void AddNames(GroupPlan plan)
    {
        if (plan.NewHubs.Count > 0)
        {
            using var command = new NpgsqlCommand(
                "INSERT INTO journal_hubs (number, id, last_offset, reports) SELECT number, id, 0, 0 FROM unnest($1, $2) AS n (number, id)",
                _connection);
            command.Parameters.Add(new NpgsqlParameter { Value = plan.NewHubs.Select(hub => hub.Number).ToArray(), NpgsqlDbType = Integers });
            command.Parameters.Add(new NpgsqlParameter { Value = plan.NewHubs.Select(hub => hub.Id).ToArray(), NpgsqlDbType = Texts });
            command.ExecuteNonQuery();
        }

        if (plan.NewProducers.Count > 0)
        {
            using var command = new NpgsqlCommand(
                "INSERT INTO journal_producers (number, hub, name) SELECT * FROM unnest($1, $2, $3)", _connection);
            command.Parameters.Add(new NpgsqlParameter { Value = plan.NewProducers.Select(producer => producer.Number).ToArray(), NpgsqlDbType = Integers });
            command.Parameters.Add(new NpgsqlParameter { Value = plan.NewProducers.Select(producer => producer.Hub).ToArray(), NpgsqlDbType = Integers });
            command.Parameters.Add(new NpgsqlParameter { Value = plan.NewProducers.Select(producer => producer.Name).ToArray(), NpgsqlDbType = Texts });
            command.ExecuteNonQuery();
        }
    }

    private void Copy(GroupRows rows)
    {
        using var copy = _connection.BeginBinaryImport(
            """
            COPY journal ("offset", sequence, accepted_at_ms, hub, producer, flow_count, digest, payload)
            FROM STDIN (FORMAT binary)
            """);
        for (var i = 0; i < rows.Count; i++)
        {
            copy.StartRow();
            copy.Write(rows.Offsets[i], NpgsqlDbType.Bigint);
            copy.Write(rows.Sequences[i], NpgsqlDbType.Bigint);
            copy.Write(rows.AcceptedAt[i], NpgsqlDbType.Bigint);
            copy.Write(rows.Hubs[i], NpgsqlDbType.Integer);
            copy.Write(rows.Producers[i], NpgsqlDbType.Integer);
            copy.Write(rows.FlowCounts[i], NpgsqlDbType.Integer);
            copy.Write(rows.Digests[i], NpgsqlDbType.Bytea);
            copy.Write(rows.Payloads[i], NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }
}
