using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>
/// A value of a type that may not cross grain boundaries was sent: it lacks <see cref="GenerateSerializerAttribute"/>
/// or <see cref="ImmutableAttribute"/>.
/// </summary>
public sealed class CodecNotFoundException : OrleansException
{
    /// <summary>An error with a message.</summary>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }
}
