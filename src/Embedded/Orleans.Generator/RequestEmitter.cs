namespace Orleans.Generator;

/// <summary>Writes the request class of one method: its arguments as fields, and the call of the method.</summary>
internal static class RequestEmitter
{
    private const string Runtime = "global::Orleans.Runtime";
    private const string Cloning = "global::Orleans.Serialization.Cloning";
    private const string Options = "global::Orleans.CodeGeneration.InvokeMethodOptions";

    public static void Write(CodeWriter code, GrainMethod method)
    {
        code.Open($"internal sealed class {method.Request} : {BaseOf(method)}");
        foreach (var argument in method.Arguments)
            code.Line($"public {argument.Type} Argument{argument.Index};");
        foreach (var argument in method.Arguments.Where(argument => argument.NeedsCopier))
            WriteCopier(code, argument.Type, $"copier{argument.Index}", $"Copier{argument.Index}");
        code.Line("private static global::System.Reflection.MethodInfo method;");
        WriteTraits(code, method);
        WriteNames(code, method);
        WriteInvocation(code, method);
        if (method.Kind != ReturnKind.Stream)
        {
            WriteResult(code, method);
            WriteArgumentAccess(code, method);
        }

        code.Close();
    }

    private static string BaseOf(GrainMethod method) => method.Kind switch
    {
        ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult => $"{Runtime}.Request<{Names.Of(method.Result!)}>",
        ReturnKind.Stream => $"{Runtime}.AsyncEnumerableRequest<{Names.Of(method.Result!)}>",
        _ => $"{Runtime}.Request",
    };

    private static void WriteCopier(CodeWriter code, string type, string field, string property)
    {
        code.Line($"private static {Cloning}.DeepCopier<{type}> {field};");
        code.Line($"public static {Cloning}.DeepCopier<{type}> {property} => {field} ??= {Cloning}.Copiers.Of<{type}>();");
    }

    private static void WriteTraits(CodeWriter code, GrainMethod method)
    {
        List<string> options = [];
        if (method.IsOneWay)
            options.Add($"{Options}.OneWay");
        if (method.IsReadOnly)
            options.Add($"{Options}.ReadOnly");
        if (method.IsAlwaysInterleave)
            options.Add($"{Options}.AlwaysInterleave");
        if (options.Count > 0)
            code.Line($"public override {Options} Options => {string.Join(" | ", options)};");
        if (method.TimeoutTicks is { } ticks && method.Kind != ReturnKind.Stream)
            code.Line($"public override global::System.TimeSpan? GetDefaultResponseTimeout() => global::System.TimeSpan.FromTicks({ticks});");
        if (method.Token is not { } token)
            return;
        if (method.Kind != ReturnKind.Stream)
            code.Line("public override bool IsCancellable => true;");
        code.Line($"protected override global::System.Threading.CancellationToken CallerToken => Argument{token.Index};");
    }

    private static void WriteNames(CodeWriter code, GrainMethod method)
    {
        var types = string.Join(", ", method.Arguments.Select(argument => $"typeof({argument.Type})"));
        code.Line($"public override string GetInterfaceName() => \"{method.Symbol.ContainingType.Name}\";");
        code.Line($"public override string GetMethodName() => \"{method.Symbol.Name}\";");
        code.Line($"public override global::System.Type GetInterfaceType() => typeof({method.Interface});");
        code.Line("public override global::System.Reflection.MethodInfo GetMethod() => method ??= "
            + $"typeof({method.Interface}).GetMethod(\"{method.Symbol.Name}\", new global::System.Type[] {{ {types} }});");
        if (method.Kind != ReturnKind.Stream)
            code.Line($"public override string GetActivityName() => \"{method.Symbol.ContainingType.Name}/{method.Symbol.Name}\";");
    }

    private static void WriteInvocation(CodeWriter code, GrainMethod method)
    {
        var token = method.Kind == ReturnKind.Stream ? "token" : "CalleeToken";
        var arguments = string.Join(", ", method.Arguments.Select(argument => argument.IsToken ? token : $"Argument{argument.Index}"));
        var call = $"global::System.Runtime.CompilerServices.Unsafe.As<{method.Interface}>(target).{method.Symbol.Name}({arguments})";
        const string ValueTask = "global::System.Threading.Tasks.ValueTask";
        switch (method.Kind)
        {
            case ReturnKind.Void:
                code.Open($"protected override {ValueTask} InvokeInner(object target)").Line($"{call};").Line("return default;").Close();
                break;
            case ReturnKind.Task:
                code.Line($"protected override {ValueTask} InvokeInner(object target) => new {ValueTask}({call});");
                break;
            case ReturnKind.ValueTask:
                code.Line($"protected override {ValueTask} InvokeInner(object target) => {call};");
                break;
            case ReturnKind.Stream:
                code.Line($"protected override global::System.Collections.Generic.IAsyncEnumerable<{Names.Of(method.Result!)}> "
                    + $"InvokeInner(object target, global::System.Threading.CancellationToken token) => {call};");
                break;
            default:
                var result = $"{ValueTask}<{Names.Of(method.Result!)}>";
                var wrapped = method.Kind == ReturnKind.TaskOfResult ? $"new {result}({call})" : call;
                code.Line($"protected override {result} InvokeInner(object target) => {wrapped};");
                break;
        }
    }

    private static void WriteResult(CodeWriter code, GrainMethod method)
    {
        if (method.Kind is not (ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult))
            return;
        var type = Names.Of(method.Result!);
        if (method.ResultIsImmutable)
        {
            code.Line($"protected override {type} CopyResult({type} result) => result;");
            return;
        }

        WriteCopier(code, type, "resultCopier", "ResultCopier");
        code.Line($"protected override {type} CopyResult({type} result) => {Cloning}.Copiers.CopyOne(ResultCopier, result);");
    }

    private static void WriteArgumentAccess(CodeWriter code, GrainMethod method)
    {
        if (method.Arguments.Length == 0)
            return;
        code.Line($"public override int GetArgumentCount() => {method.Arguments.Length};");
        code.Open("public override object GetArgument(int index)").Open("switch (index)");
        foreach (var argument in method.Arguments)
            code.Line($"case {argument.Index}: return Argument{argument.Index};");
        code.Line("default: return base.GetArgument(index);").Close().Close();
        code.Open("public override void SetArgument(int index, object value)").Open("switch (index)");
        foreach (var argument in method.Arguments)
            code.Line($"case {argument.Index}: Argument{argument.Index} = ({argument.Type})value; return;");
        code.Line("default: base.SetArgument(index, value); return;").Close().Close();
    }
}
