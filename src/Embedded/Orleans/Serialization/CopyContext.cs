namespace Orleans.Serialization.Cloning;

/// <summary>
/// Remembers what one call has copied, so that an object referred to twice arrives as one object, and cycles end.
/// A few objects are searched for in a line; many move to a dictionary.
/// </summary>
public sealed class CopyContext
{
    private const int LinearLimit = 8;

    [ThreadStatic]
    private static CopyContext? _spare;

    private readonly object?[] _originals = new object?[LinearLimit];
    private readonly object?[] _copies = new object?[LinearLimit];
    private int _count;
    private Dictionary<object, object>? _more;

    private CopyContext()
    {
    }

    /// <summary>An empty context. Give it back with <see cref="Return"/>.</summary>
    public static CopyContext Rent()
    {
        var context = _spare ?? new CopyContext();
        _spare = null;
        return context;
    }

    /// <summary>Empties the context and keeps it for the next call on this thread.</summary>
    public void Return()
    {
        Array.Clear(_originals, 0, _count);
        Array.Clear(_copies, 0, _count);
        _count = 0;
        _more = null;
        _spare = this;
    }

    /// <summary>The copy made of this object, if there is one.</summary>
    public bool TryGetCopy(object original, out object? copy)
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_originals[i], original))
            {
                copy = _copies[i];
                return true;
            }
        }

        copy = null;
        return _more is not null && _more.TryGetValue(original, out copy);
    }

    /// <summary>Remembers a copy; to be done before the object's members are copied.</summary>
    public void Record(object original, object copy)
    {
        if (_count < LinearLimit)
        {
            _originals[_count] = original;
            _copies[_count++] = copy;
            return;
        }

        _more ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        _more[original] = copy;
    }
}
