using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What a grain method returns.</summary>
internal enum ReturnKind
{
    Unsupported,
    Void,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    Stream,
}

/// <summary>One method of a grain interface, as the emitters need it.</summary>
internal sealed class GrainMethod
{
    private GrainMethod(IMethodSymbol symbol, int index)
    {
        Symbol = symbol;
        Request = $"{symbol.Name}_{index}";
        Kind = KindOf(symbol.ReturnType);
        Result = symbol.ReturnType is INamedTypeSymbol { IsGenericType: true } generic ? generic.TypeArguments[0] : null;
        Arguments = [.. symbol.Parameters.Select(static parameter => new Argument(parameter))];
        Findings = [.. Check()];
        Needs = [.. FindNeeds()];
    }

    public IMethodSymbol Symbol { get; }

    /// <summary>Name of the request class.</summary>
    public string Request { get; }

    public ReturnKind Kind { get; }

    public ITypeSymbol? Result { get; }

    public Argument[] Arguments { get; }

    public Finding[] Findings { get; }

    public Need[] Needs { get; }

    public string Interface => Names.Of(Symbol.ContainingType);

    public bool IsOneWay => Kind == ReturnKind.Void || Names.Has(Symbol, "Orleans.Concurrency.OneWayAttribute");

    public bool IsReadOnly => Names.Has(Symbol, "Orleans.Concurrency.ReadOnlyAttribute");

    public bool IsAlwaysInterleave => Names.Has(Symbol, "Orleans.Concurrency.AlwaysInterleaveAttribute");

    public bool ResultIsImmutable => Result is null || CopyRules.IsImmutable(Result)
        || Symbol.GetReturnTypeAttributes().Any(data => data.AttributeClass?.ToDisplayString() == CopyRules.Immutable);

    public Argument? Token => Array.Find(Arguments, argument => argument.IsToken);

    /// <summary>Ticks of the method's own timeout; null if it has none.</summary>
    public long? TimeoutTicks => Names.Find(Symbol, "Orleans.ResponseTimeoutAttribute")?.ConstructorArguments[0].Value is string text
        && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.Ticks : null;

    public static IEnumerable<GrainMethod> Of(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type)
        .SelectMany(level => level.GetMembers().OfType<IMethodSymbol>())
        .Where(method => method is { IsStatic: false, MethodKind: MethodKind.Ordinary })
        .Select((method, index) => new GrainMethod(method, index));

    public static IEnumerable<Finding> OtherMembers(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => member is IPropertySymbol or IEventSymbol)
        .Select(member => Finding.At(member, Rules.Member, $"{type.Name}.{member.Name} is not a method"));

    private static ReturnKind KindOf(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "void" => ReturnKind.Void,
        "System.Threading.Tasks.Task" => ReturnKind.Task,
        "System.Threading.Tasks.Task<TResult>" => ReturnKind.TaskOfResult,
        "System.Threading.Tasks.ValueTask" => ReturnKind.ValueTask,
        "System.Threading.Tasks.ValueTask<TResult>" => ReturnKind.ValueTaskOfResult,
        "System.Collections.Generic.IAsyncEnumerable<T>" => ReturnKind.Stream,
        _ => ReturnKind.Unsupported,
    };

    private IEnumerable<Finding> Check()
    {
        var name = $"{Symbol.ContainingType.Name}.{Symbol.Name}";
        if (Kind == ReturnKind.Unsupported)
            yield return Finding.At(Symbol, Rules.Signature, $"{name} must return Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void");
        if (Symbol.IsGenericMethod)
            yield return Finding.At(Symbol, Rules.Generic, $"{name} is generic");
        if (Array.Exists(Arguments, argument => argument.Symbol.RefKind != RefKind.None))
            yield return Finding.At(Symbol, Rules.Signature, $"{name} has a ref, in or out parameter");
        if (Arguments.Count(argument => argument.IsToken) > 1)
            yield return Finding.At(Symbol, Rules.Signature, $"{name} has more than one CancellationToken");
    }

    private IEnumerable<Need> FindNeeds()
    {
        var assembly = Symbol.ContainingAssembly;
        var types = Arguments.Where(argument => !argument.IsImmutable).Select(argument => argument.Symbol.Type);
        if (!ResultIsImmutable)
            types = types.Append(Result!);
        return types.SelectMany(type => CopyRules.NeedsOf(type, assembly))
            .Select(needed => CopierMembers.NeedOf(needed, Symbol, $"{Symbol.ContainingType.Name}.{Symbol.Name}"));
    }
}

/// <summary>One parameter of a grain method.</summary>
internal sealed class Argument(IParameterSymbol symbol)
{
    public IParameterSymbol Symbol { get; } = symbol;

    public string Type { get; } = Names.Of(symbol.Type);

    public int Index => Symbol.Ordinal;

    public bool IsToken { get; } = symbol.Type.ToDisplayString() == "System.Threading.CancellationToken";

    public bool IsReference { get; } = CopyRules.IsReference(symbol.Type);

    public bool IsImmutable { get; } = CopyRules.IsImmutable(symbol.Type) || Names.Has(symbol, CopyRules.Immutable);

    public bool NeedsCopier => !IsImmutable && !IsReference;
}
