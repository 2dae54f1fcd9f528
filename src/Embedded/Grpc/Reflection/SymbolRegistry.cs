using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>The .proto files of a server by name and by the symbols they declare.</summary>
public class SymbolRegistry
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, int Number), FileDescriptor> _byExtension = [];

    private SymbolRegistry()
    {
    }

    /// <summary>A registry of the given files and all they import.</summary>
    public static SymbolRegistry FromFiles(IEnumerable<FileDescriptor> fileDescriptors)
    {
        ArgumentNullException.ThrowIfNull(fileDescriptors);
        var registry = new SymbolRegistry();
        foreach (var file in fileDescriptors)
            registry.Add(file);
        return registry;
    }

    /// <summary>The file of that name, or null.</summary>
    public FileDescriptor? FileByName(string filename) => _byName.GetValueOrDefault(filename);

    /// <summary>The file that declares a fully qualified symbol, or null.</summary>
    public FileDescriptor? FileContainingSymbol(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    internal FileDescriptor? FileContainingExtension(string type, int number) => _byExtension.GetValueOrDefault((type, number));

    internal IEnumerable<int> ExtensionNumbers(string type)
        => _byExtension.Keys.Where(key => key.Type == type).Select(static key => key.Number).Order();

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file))
            return;
        foreach (var import in file.Dependencies)
            Add(import);
        foreach (var message in file.MessageTypes)
            Add(message);
        foreach (var type in file.EnumTypes)
            Add(type);
        foreach (var service in file.Services)
        {
            _bySymbol[service.FullName] = file;
            foreach (var method in service.Methods)
                _bySymbol[method.FullName] = file;
        }

        foreach (var extension in file.Extensions.UnorderedExtensions)
            _byExtension[(extension.ExtendeeType.FullName, extension.FieldNumber)] = file;
    }

    private void Add(MessageDescriptor message)
    {
        _bySymbol[message.FullName] = message.File;
        foreach (var field in message.Fields.InDeclarationOrder())
            _bySymbol[field.FullName] = message.File;
        foreach (var nested in message.NestedTypes)
            Add(nested);
        foreach (var type in message.EnumTypes)
            Add(type);
    }

    private void Add(EnumDescriptor type)
    {
        _bySymbol[type.FullName] = type.File;
        foreach (var value in type.Values)
            _bySymbol[value.FullName] = type.File;
    }
}
