using System.Globalization;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>
/// A wall clock of a server's own, which a test sets: libfaketime answers for the kernel in the whole process. Timers and
/// durations go by the monotonic clock, which is left alone.
/// </summary>
internal sealed class FakeClock : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("megaregion-clock-");
    private readonly string _offset;

    /// <summary>Makes a clock; the calling test is skipped where libfaketime is not installed.</summary>
    /// <param name="now">What it shows now.</param>
    /// <param name="zone">The local time zone of the server.</param>
    public FakeClock(DateTimeOffset now, string zone)
    {
        var library = FindLibrary();
        Assert.SkipWhen(library is null, "libfaketime is not installed");
        _offset = Path.Combine(_folder.FullName, "offset");

        // The last: libfaketime would take waits on the monotonic clock, which Npgsql's are, for ones on the wall clock.
        Wrapper = [
            "env", $"LD_PRELOAD={library}", $"FAKETIME_TIMESTAMP_FILE={_offset}", "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1", $"TZ={zone}",
            "FAKETIME_FORCE_MONOTONIC_FIX=0"];
        Set(now);
    }

    /// <summary>For <see cref="ServerPlace.Wrapper"/>.</summary>
    public IReadOnlyList<string> Wrapper { get; }

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Error;

    private TimeSpan Error { get; set; }

    /// <summary>Sets the clock; from here on it goes on at the pace of the true one.</summary>
    public void Set(DateTimeOffset now) => SetError(now - TimeProvider.System.GetUtcNow());

    /// <summary>Sets the clock ahead, or back.</summary>
    public void Jump(TimeSpan by) => SetError(Error + by);

    public void Dispose() => _folder.Delete(recursive: true);

    // The server may read at any moment: it finds the old text or the new one.
    private void SetError(TimeSpan error)
    {
        Error = error;
        var next = _offset + ".next";
        File.WriteAllText(next, error.TotalSeconds.ToString("+0.000;-0.000", CultureInfo.InvariantCulture));
        File.Move(next, _offset, overwrite: true);
    }

    // Of its two libraries the one for programs with several threads.
    private static string? FindLibrary() =>
        new[] { "/usr/lib", "/usr/lib64", "/usr/local/lib" }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder).Prepend(folder))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists);
}
