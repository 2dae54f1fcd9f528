using System.Globalization;

namespace Grpc.Wire;

/// <summary>
/// <c>grpc-timeout</c>: one to eight digits and a unit (H, M, S, m, u, n). A value under one tick, and zero, mean a
/// deadline that has passed, never "no deadline"; a value of another form is not a timeout.
/// </summary>
internal static class TimeoutCodec
{
    /// <summary>The longest timeout kept, 99,999,999 s (over three years); a longer one is cut to it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(99_999_999);

    private const int MaxDigits = 8;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;
    private const long NanosecondsPerTick = 100;

    /// <summary>Reads a timeout; false if the text does not have the form.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1)
            return false;
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;
        var unitTicks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TicksPerMicrosecond,
            'n' => 0,
            _ => -1,
        };
        if (unitTicks < 0)
            return false;
        var ticks = unitTicks == 0 ? amount / NanosecondsPerTick : amount * unitTicks;
        timeout = TimeSpan.FromTicks(Math.Min(ticks, Longest.Ticks));
        return true;
    }

    /// <summary>Writes a timeout in the finest unit that holds it in eight digits, rounded up; a passed one as <c>1n</c>.</summary>
    public static string Format(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
            return "1n";
        const long tooLarge = 100_000_000;
        var microseconds = Ceiling(timeout.Ticks, TicksPerMicrosecond);
        if (microseconds < tooLarge)
            return Text(microseconds, 'u');
        var milliseconds = Ceiling(timeout.Ticks, TimeSpan.TicksPerMillisecond);
        if (milliseconds < tooLarge)
            return Text(milliseconds, 'm');
        return Text(Math.Min(Ceiling(timeout.Ticks, TimeSpan.TicksPerSecond), tooLarge - 1), 'S');
    }

    private static long Ceiling(long ticks, long unit) => ticks / unit + (ticks % unit == 0 ? 0 : 1);

    private static string Text(long amount, char unit)
        => string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");
}
