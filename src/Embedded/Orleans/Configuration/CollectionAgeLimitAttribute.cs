using System.Globalization;

namespace Orleans;

/// <summary>The unused time after which activations of this class end; at least one minute.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _given;

    /// <summary>The time is the sum of the properties.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The time as text, such as <c>00:05:00</c>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _given = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of it.</summary>
    public double Days { get; set; }

    /// <summary>Hours of it.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of it.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether activations never end by themselves.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The time.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            var age = _given ?? (TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes));
            return age < MinAgeLimit ? MinAgeLimit : age;
        }
    }
}
