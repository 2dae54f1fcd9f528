using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Generator;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class GeneratorTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans;\n";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Theory]
    [InlineData("public interface IBad : IGrainWithStringKey { int Now(); }", "EMBO001")]
    [InlineData("public interface IBad : IGrainWithStringKey { Task Give(ref int number); }", "EMBO001")]
    [InlineData("public interface IBad : IGrainWithStringKey { Task Two(CancellationToken one, CancellationToken two); }", "EMBO001")]
    [InlineData("public interface IBad : IGrainWithStringKey { int Property { get; } }", "EMBO002")]
    [InlineData("public interface IBad<T> : IGrainWithStringKey { Task Go(); }", "EMBO003")]
    [InlineData("public interface IBad : IGrainWithStringKey { Task Go<T>(T it); }", "EMBO003")]
    [InlineData("[GenerateSerializer] public class Bad { [Id(0)] public int A; public int B; }", "EMBO004")]
    [InlineData("[GenerateSerializer] public class Bad { public int A { get; set; } }", "EMBO004")]
    [InlineData("public class Bad { } public interface IOk : IGrainWithStringKey { Task Go(List<Bad> it); }", "EMBO005")]
    [InlineData("public class Bad { } public interface IOk : IGrainWithStringKey { Task<Bad> Go(); }", "EMBO005")]
    [InlineData("public class Bad { } [GenerateSerializer] public class Ok { [Id(0)] public Bad It; }", "EMBO005")]
    [InlineData("public class Outer { private interface IBad : IGrainWithStringKey { Task Go(); } }", "EMBO006")]
    public void Misuse_is_refused(string source, string rule) =>
        Run(source).Select(finding => finding.Id).ShouldContain(id => id == rule);

    [Theory]
    [InlineData("public interface IOk : IGrainWithStringKey { Task<int> Go(int n, CancellationToken token = default); ValueTask Come(); IAsyncEnumerable<string> Read(); void Tell(); }")]
    [InlineData("[GenerateSerializer] public record Ok(int A, List<int> B);")]
    [InlineData("[GenerateSerializer] public class Ok { [Id(0)] public int A; [NonSerialized] public int B; public int C => A; public const int D = 1; public static int E; }")]
    [InlineData("[GenerateSerializer(GenerateFieldIds = GenerateFieldIds.PublicProperties)] public class Ok { public int A { get; set; } }")]
    [InlineData("[Immutable] public class Ok { } public interface IOk : IGrainWithStringKey { Task Go(Ok it); }")]
    [InlineData("[GenerateSerializer] public class Tree<T> where T : class { [Id(0)] public List<Tree<T>> Below; [Id(1)] public T Value; }")]
    [InlineData("[GenerateSerializer] public struct Ok { [Id(0)] private byte[] _bytes; public Ok(byte[] bytes) => _bytes = bytes; public int Length => _bytes.Length; }")]
    [InlineData("public class F { } [GenerateSerializer] public struct S { [Id(0)] public int N; } [RegisterConverter] public class C : IConverter<F, S> { public F ConvertFromSurrogate(in S s) => new(); public S ConvertToSurrogate(in F f) => default; } public interface IOk : IGrainWithStringKey { Task Go(F it); }")]
    public void Proper_use_compiles(string source) => Run(source).ShouldBeEmpty();

    private static Diagnostic[] Run(string source)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Usings + source, cancellationToken: token)],
            [.. References, MetadataReference.CreateFromFile(typeof(GrainId).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(new OrleansGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var findings, token);
        return [.. findings, .. updated.GetDiagnostics(token).Where(finding => finding.Severity == DiagnosticSeverity.Error)];
    }
}
