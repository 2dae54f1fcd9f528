using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MegaRegion.Loopback;

/// <summary>
/// A port of 127.0.0.1 for a server that a test or a benchmark starts, and may stop and start again. It lies below the
/// ports that the system gives to connections and to listeners that name none, so nobody gets it by chance while the
/// server is down; processes that run at once keep out of each other's way by a locked file. Disposing it lets others
/// have it.
/// </summary>
public sealed class LoopbackPort : IDisposable
{
    private const int First = 12_000;
    private const int Last = 31_999;

    private readonly FileStream _mine;

    private LoopbackPort(int number, FileStream mine) => (Number, _mine) = (number, mine);

    /// <summary>The port.</summary>
    public int Number { get; }

    /// <summary>Takes a port on which nobody listens.</summary>
    public static LoopbackPort Take()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"megaregion-ports-{Environment.UserName}"));
        while (true)
        {
            var number = Random.Shared.Next(First, Last + 1);
            if (TryLock(folder, number) is { } mine)
            {
                if (IsFree(number))
                {
                    return new LoopbackPort(number, mine);
                }

                mine.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _mine.Dispose();

    private static FileStream? TryLock(DirectoryInfo folder, int number)
    {
        var path = Path.Combine(folder.FullName, number.ToString(CultureInfo.InvariantCulture));
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static bool IsFree(int number)
    {
        using var listener = new TcpListener(IPAddress.Loopback, number);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
