namespace EmbeddedGrpcTests.Support;

/// <summary>Finds the HTTP/2 frames in the bytes of one direction of a connection, however they are cut.</summary>
/// <param name="skip">Bytes before the first frame: 24 for what a client sends, its preface.</param>
/// <param name="onFrame">Told the type of each frame when its header is complete.</param>
internal sealed class FrameScanner(int skip, Action<byte> onFrame)
{
    public const int ClientPrefaceBytes = 24;
    public const byte Headers = 1;
    public const byte GoAway = 7;

    private const int FrameHeaderBytes = 9;
    private const int TypePosition = 3;

    private readonly byte[] _header = new byte[FrameHeaderBytes];
    private int _skip = skip;
    private int _have;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var passed = Math.Min(_skip, bytes.Length);
            bytes = bytes[passed..];
            _skip -= passed;
            if (bytes.IsEmpty)
                return;
            _header[_have++] = bytes[0];
            bytes = bytes[1..];
            if (_have < FrameHeaderBytes)
                continue;
            _have = 0;
            _skip = (_header[0] << 16) | (_header[1] << 8) | _header[2];
            onFrame(_header[TypePosition]);
        }
    }
}
