using Google.Protobuf;
using MegaRegion.Gateway.Errors;

namespace MegaRegion.Gateway.Queries;

/// <summary>Cuts ordered rows into pages for one query.</summary>
internal sealed class Pages
{
    private readonly byte[] _fingerprint;
    private readonly PageToken? _after;
    private readonly int _maxRows;

    private Pages(byte[] fingerprint, PageToken? after, int maxRows)
    {
        _fingerprint = fingerprint;
        _after = after;
        _maxRows = maxRows;
    }

    /// <summary>Goes to the page that a token asks for.</summary>
    /// <param name="query">The request without its token and limit.</param>
    /// <param name="token">The token; empty for the first page.</param>
    /// <param name="maxRows">Rows of the page.</param>
    /// <exception cref="ServiceErrorException">The token was not given by this query.</exception>
    public static Pages Open(IMessage query, string token, int maxRows)
    {
        var fingerprint = PageToken.FingerprintOf(query);
        if (token.Length == 0)
            return new Pages(fingerprint, after: null, maxRows);

        return PageToken.TryParse(token, fingerprint, out var after)
            ? new Pages(fingerprint, after, maxRows)
            : throw new ServiceErrorException(ServiceErrors.InvalidPageToken());
    }

    /// <summary>The rows of the page and the token of the next; an empty one on the last page.</summary>
    /// <param name="rows">All rows, rising by their key.</param>
    /// <param name="keyOf">The key of a row.</param>
    public (IEnumerable<T> Rows, string NextToken) Cut<T>(IReadOnlyList<T> rows, Func<T, PageToken> keyOf) =>
        Cut(rows, keyOf, (row, after) => keyOf(row).CompareTo(after) > 0);

    /// <summary>The same for rows whose order is not that of their keys.</summary>
    /// <param name="rows">All rows, in order.</param>
    /// <param name="keyOf">What a token keeps of a row.</param>
    /// <param name="isAfter">Whether a row comes after the one that a token names.</param>
    public (IEnumerable<T> Rows, string NextToken) Cut<T>(
        IReadOnlyList<T> rows, Func<T, PageToken> keyOf, Func<T, PageToken, bool> isAfter)
    {
        var start = _after is { } after ? FirstAfter(rows, row => isAfter(row, after)) : 0;
        var end = (int)Math.Min(rows.Count, (long)start + _maxRows);
        var next = end < rows.Count ? keyOf(rows[end - 1]).ToText(_fingerprint) : "";
        return (rows.Skip(start).Take(end - start), next);
    }

    private static int FirstAfter<T>(IReadOnlyList<T> rows, Func<T, bool> isAfter)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (isAfter(rows[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
