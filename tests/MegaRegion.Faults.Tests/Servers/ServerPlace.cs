using System.Globalization;
using MegaRegion.Loopback;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>Where one server after the other runs: the same ports and the same store.</summary>
internal sealed class ServerPlace : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;
    private readonly LoopbackPort _grpcPort = LoopbackPort.Take();
    private readonly LoopbackPort _webPort = LoopbackPort.Take();

    /// <summary>Chooses free ports.</summary>
    /// <param name="folder">Where the store lies; null for a temporary folder.</param>
    public ServerPlace(DirectoryInfo? folder = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("megaregion-faults-");
        Address = folder is null ? ChosenStore.NewAddress() : null;
    }

    /// <summary>The folder of the store, or its address.</summary>
    public string Store => Address ?? Path.Combine(_folder.FullName, "store");

    /// <summary>The address of a store that is not a folder of this place; null for a folder. By default as chosen for the run.</summary>
    public string? Address { get; init; }

    /// <summary>Further words of the server's command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The database: a file inside the folder, or the address.</summary>
    public string Database => Address ?? Path.Combine(Store, "ledger.db");

    public Uri Grpc => Local(_grpcPort);

    public Uri Web => Local(_webPort);

    public string Urls => $"{Grpc.OriginalString};{Web.OriginalString}";

    /// <summary>How long a clean stop may take.</summary>
    public int DrainSeconds { get; } = FaultRun.IsFull ? 10 : 60;

    /// <summary>How long a client may be silent before it is asked for a sign of life, and then how long it may take, at most 20.</summary>
    public int KeepAliveSeconds { get; init; } = 30;

    /// <summary>The words before the server's command line, for a program that runs it: strace, for example.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>The same place for a server that runs inside another program.</summary>
    public ServerPlace With(IReadOnlyList<string> wrapper) =>
        new(_folder) { Wrapper = wrapper, KeepAliveSeconds = KeepAliveSeconds, Address = Address, Arguments = Arguments };

    /// <summary>The files of the store, which no server may have open.</summary>
    public IReadOnlyDictionary<string, byte[]> Copy() =>
        Directory.GetFiles(Store).ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>Makes the store what it was when it was copied.</summary>
    public void PutBack(IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.Delete(Store, recursive: true);
        Directory.CreateDirectory(Store);
        foreach (var (file, bytes) in files)
        {
            File.WriteAllBytes(file, bytes);
        }
    }

    public void Dispose()
    {
        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }

        _grpcPort.Dispose();
        _webPort.Dispose();
    }

    private static Uri Local(LoopbackPort port) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port.Number}"));
}
