namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls, from caller to callee and never back. Calls copy the values deeply; a change made
/// by the callee is not seen by its caller.
/// </summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";

    // The dictionary is never changed once it is published here: every change makes a new one.
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>Identity of the call chain that may re-enter; empty if none.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    /// <summary>Names of the values set.</summary>
    public static IEnumerable<string> Keys => Current.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The values set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Current.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static Dictionary<string, object>? Values
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>
    /// Until disposed, calls that come back to this activation along the chain of calls made here are admitted,
    /// instead of waiting for the request that waits for them.
    /// </summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made here do not carry the permission to come back.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>The value of this name; null if not set.</summary>
    public static object? Get(string key) =>
        Current.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value)
    {
        var values = Current.Value is { } old ? new Dictionary<string, object>(old, StringComparer.Ordinal) : new(1, StringComparer.Ordinal);
        values[key] = value;
        Current.Value = values;
    }

    /// <summary>Takes a value away; false if it was not set.</summary>
    public static bool Remove(string key)
    {
        if (Current.Value is not { } old || !old.ContainsKey(key))
            return false;
        var values = new Dictionary<string, object>(old, StringComparer.Ordinal);
        values.Remove(key);
        Current.Value = values.Count == 0 ? null : values;
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear()
    {
        if (Current.Value is not null)
            Current.Value = null;
    }

    /// <summary>A stretch of code with its own rule for calls that come back; dispose to end it.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        /// <summary>Begins a section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (_current != _original)
                ReentrancyId = _current;
            if (_current != Guid.Empty)
                Activation.Current?.EnterReentrantSection(_current);
        }

        /// <summary>Ends the section.</summary>
        public void Dispose()
        {
            if (_current != Guid.Empty)
                Activation.Current?.LeaveReentrantSection(_current);
            if (_current != _original)
                ReentrancyId = _original;
        }
    }
}
