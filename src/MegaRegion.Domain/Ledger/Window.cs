using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>An event-time bucket: [start, start + length), or all time.</summary>
/// <param name="Size">Its length.</param>
/// <param name="StartUnixMilliseconds">Its start; a multiple of the length, 0 for all time.</param>
public readonly record struct Window(WindowSize Size, long StartUnixMilliseconds)
{
    /// <summary>The three sizes that can be asked for, from the shortest.</summary>
    public static IReadOnlyList<WindowSize> Sizes { get; } = [WindowSize.Minute, WindowSize.Hour, WindowSize.Day];

    /// <summary>The first moment after the window.</summary>
    public long EndUnixMilliseconds =>
        Size == WindowSize.Ever ? long.MaxValue : StartUnixMilliseconds + LengthMilliseconds(Size);

    /// <summary>The window of all time.</summary>
    public static Window Ever { get; } = new(WindowSize.Ever, 0);

    /// <summary>The window of a size that a moment falls into.</summary>
    public static Window Of(WindowSize size, EventTime time)
    {
        if (size == WindowSize.Ever)
        {
            return Ever;
        }

        var length = LengthMilliseconds(size);
        var remainder = time.UnixMilliseconds % length;
        return new Window(size, time.UnixMilliseconds - (remainder < 0 ? remainder + length : remainder));
    }

    /// <summary>Milliseconds of a size.</summary>
    public static long LengthMilliseconds(WindowSize size) => size switch
    {
        WindowSize.Minute => 60_000,
        WindowSize.Hour => 3_600_000,
        WindowSize.Day => 86_400_000,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Not a window size."),
    };
}
