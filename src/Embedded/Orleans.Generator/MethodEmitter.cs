namespace Orleans.Generator;

/// <summary>Writes the method of a reference class: makes the request, copies the arguments, sends.</summary>
internal static class MethodEmitter
{
    private const string Cloning = "global::Orleans.Serialization.Cloning";

    public static void WriteCall(CodeWriter code, GrainMethod method)
    {
        var parameters = string.Join(", ", method.Arguments.Select(argument => $"{argument.Type} a{argument.Index}"));
        code.Open($"{Names.Of(method.Symbol.ReturnType)} {method.Interface}.{method.Symbol.Name}({parameters})");
        code.Line($"var request = new {method.Request}();");
        WriteArguments(code, method);
        code.Line(method.Kind switch
        {
            ReturnKind.Void => "Send(request);",
            ReturnKind.ValueTask => "return new global::System.Threading.Tasks.ValueTask(Send(request));",
            ReturnKind.ValueTaskOfResult => $"return new global::System.Threading.Tasks.ValueTask<{Names.Of(method.Result!)}>(Send(request));",
            ReturnKind.Stream => "return Prepare(request);",
            _ => "return Send(request);",
        });
        code.Close();
    }

    private static void WriteArguments(CodeWriter code, GrainMethod method)
    {
        var copied = method.Arguments.Where(argument => argument.NeedsCopier).ToArray();
        foreach (var argument in method.Arguments.Where(argument => !argument.NeedsCopier))
        {
            code.Line(argument.IsReference && !argument.IsImmutable
                ? $"request.Argument{argument.Index} = {Cloning}.Copiers.PassReference(a{argument.Index});"
                : $"request.Argument{argument.Index} = a{argument.Index};");
        }

        if (copied.Length == 1)
        {
            var index = copied[0].Index;
            code.Line($"request.Argument{index} = {Cloning}.Copiers.CopyOne({method.Request}.Copier{index}, a{index});");
        }
        else if (copied.Length > 1)
        {
            WriteTogether(code, method, copied);
        }
    }

    // An object given twice arrives as one object: the arguments share what they remember.
    private static void WriteTogether(CodeWriter code, GrainMethod method, Argument[] copied)
    {
        code.Line($"var context = {Cloning}.CopyContext.Rent();");
        code.Open("try");
        foreach (var argument in copied)
            code.Line($"request.Argument{argument.Index} = {method.Request}.Copier{argument.Index}.Copy(a{argument.Index}, context);");
        code.Close().Open("finally").Line("context.Return();").Close();
    }
}
