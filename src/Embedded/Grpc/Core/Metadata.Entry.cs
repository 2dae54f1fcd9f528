using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its value.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>An entry that carries bytes.</summary>
        /// <exception cref="ArgumentException">The key is not a valid name, or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = NormaliseKey(key);
            if (!IsBinary)
                throw new ArgumentException($"The key of a value of bytes must end in \"{BinaryHeaderSuffix}\".", nameof(key));
            _valueBytes = (byte[])valueBytes.Clone();
        }

        /// <summary>An entry that carries text.</summary>
        /// <exception cref="ArgumentException">The key is not a valid name, or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = NormaliseKey(key);
            if (IsBinary)
                throw new ArgumentException($"The key of a text value must not end in \"{BinaryHeaderSuffix}\".", nameof(key));
            _value = value;
        }

        private Entry(string key, string? value, byte[]? valueBytes)
        {
            Key = key;
            _value = value;
            _valueBytes = valueBytes;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>The value as bytes: a copy of the bytes, or the text in ASCII.</summary>
        public byte[] ValueBytes => _valueBytes is null
            ? Encoding.ASCII.GetBytes(_value!)
            : (byte[])_valueBytes.Clone();

        /// <summary>The value as text.</summary>
        /// <exception cref="InvalidOperationException">The entry carries bytes.</exception>
        public string Value => _value
            ?? throw new InvalidOperationException($"The entry \"{Key}\" carries bytes, not text.");

        /// <summary>Whether the entry carries bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The bytes without a copy; callers must not change them.</summary>
        internal ReadOnlySpan<byte> RawBytes => _valueBytes;

        /// <inheritdoc />
        public override string ToString()
            => IsBinary ? $"[Entry: key={Key}, valueBytes={_valueBytes!.Length} bytes]" : $"[Entry: key={Key}, value={_value}]";

        /// <summary>An entry read from the wire, whose key HTTP/2 has already checked.</summary>
        internal static Entry FromWire(string key, string value) => new(key, value, valueBytes: null);

        /// <summary>An entry read from the wire, whose key HTTP/2 has already checked; takes over the array.</summary>
        internal static Entry FromWire(string key, byte[] valueBytes) => new(key, value: null, valueBytes);

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string NormaliseKey(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            var lower = key.ToLowerInvariant();
            if (lower.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException($"\"{key}\" is not a valid metadata key: use letters, digits, '-', '_' and '.'.", nameof(key));
            return lower;
        }
    }
}
