namespace MegaRegion.Grains.Hosting;

/// <summary>The horizons cannot be kept over this journal; the message says why and what can be done.</summary>
public sealed class RetentionRefusedException : Exception
{
    /// <summary>An exception with a message that names the cure.</summary>
    public RetentionRefusedException(string message)
        : base(message)
    {
    }
}
