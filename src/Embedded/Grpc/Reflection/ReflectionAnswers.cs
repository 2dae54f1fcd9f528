using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Answers the questions of the reflection service, apart from its messages.</summary>
internal sealed class ReflectionAnswers
{
    private readonly SymbolRegistry _symbols;

    public ReflectionAnswers(IEnumerable<ServiceDescriptor> services)
    {
        ServiceDescriptor[] all = [.. services.DistinctBy(static service => service.FullName, StringComparer.Ordinal)];
        ServiceNames = [.. all.Select(static service => service.FullName).Order(StringComparer.Ordinal)];
        _symbols = SymbolRegistry.FromFiles(all.Select(static service => service.File));
    }

    public IReadOnlyList<string> ServiceNames { get; }

    /// <summary>The file of that name with its imports, serialised; null if there is none.</summary>
    public IReadOnlyList<ByteString>? FileByName(string name) => WithImports(_symbols.FileByName(name));

    /// <summary>The file that declares the symbol, with its imports; null if there is none.</summary>
    public IReadOnlyList<ByteString>? FileContainingSymbol(string symbol) => WithImports(_symbols.FileContainingSymbol(symbol));

    /// <summary>The file that declares the extension, with its imports; null if there is none.</summary>
    public IReadOnlyList<ByteString>? FileContainingExtension(string type, int number)
        => WithImports(_symbols.FileContainingExtension(type, number));

    /// <summary>The extension numbers of a message type; null if the type is not known.</summary>
    public IReadOnlyList<int>? ExtensionNumbers(string type)
        => _symbols.FileContainingSymbol(type) is null ? null : [.. _symbols.ExtensionNumbers(type)];

    private static IReadOnlyList<ByteString>? WithImports(FileDescriptor? file)
    {
        if (file is null)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<ByteString>();
        Collect(file);
        return files;

        void Collect(FileDescriptor next)
        {
            if (!seen.Add(next.Name))
                return;
            files.Add(next.SerializedData);
            foreach (var import in next.Dependencies)
                Collect(import);
        }
    }
}
