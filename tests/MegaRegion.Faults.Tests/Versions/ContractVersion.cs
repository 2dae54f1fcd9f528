using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MegaRegion.Faults.Tests.Versions;

/// <summary>What another version of the contract makes of a message.</summary>
internal sealed class ContractVersion
{
    private const int UnknownField = 19_999 + 5_000;

    // Fields that reports, watches and verifications were given after the contract was first recorded.
    private static readonly HashSet<string> Added = new(StringComparer.Ordinal)
    {
        "megaregion.v1.FlowReport.trace_parent", "megaregion.v1.FlowReport.columns", "megaregion.v1.VerifyResult.first_position",
        "megaregion.v1.ErrorDetail.problems",
    };

    private readonly HashSet<string> _missing;
    private readonly bool _hasMore;

    private ContractVersion(HashSet<string> missing, bool hasMore) => (_missing, _hasMore) = (missing, hasMore);

    /// <summary>The first one: fields that were added since are not there.</summary>
    public static ContractVersion First { get; } = new(Added, hasMore: false);

    /// <summary>A later one: every message, also inside another, has a field that is not known today.</summary>
    public static ContractVersion Later { get; } = new([], hasMore: true);

    /// <summary>One that may not be: it has lost a field that both sides need.</summary>
    public static ContractVersion Without(string field) => new(new HashSet<string>(StringComparer.Ordinal) { field }, hasMore: false);

    /// <summary>A copy of a message as it is in this version.</summary>
    public T Of<T>(T message)
        where T : class, IMessage => (T)Copy(message);

    private IMessage Copy(IMessage message)
    {
        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
        foreach (var field in copy.Descriptor.Fields.InDeclarationOrder())
        {
            if (_missing.Contains(field.FullName))
            {
                field.Accessor.Clear(copy);
            }
            else if (field.FieldType == FieldType.Message && !field.IsMap)
            {
                CopyInside(copy, field);
            }
        }

        return _hasMore ? copy.Descriptor.Parser.ParseFrom([.. copy.ToByteArray(), .. MoreBytes()]) : copy;
    }

    private void CopyInside(IMessage message, FieldDescriptor field)
    {
        switch (field.Accessor.GetValue(message))
        {
            case IList list:
                for (var index = 0; index < list.Count; index++)
                {
                    list[index] = Copy((IMessage)list[index]!);
                }

                break;
            case IMessage inner:
                field.Accessor.SetValue(message, Copy(inner));
                break;
        }
    }

    private static byte[] MoreBytes()
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes))
        {
            output.WriteTag(UnknownField, WireFormat.WireType.LengthDelimited);
            output.WriteString("of a later version");
        }

        return bytes.ToArray();
    }
}
