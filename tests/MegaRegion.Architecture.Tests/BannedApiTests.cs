using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MegaRegion.Architecture.Tests;

/// <summary>
/// What product code must not call: the machine's clock and chance (a test must be able to control both), sleeping and
/// blocking waits, and the marks of unfinished work. Analyzers reject <c>Task.Result</c> (VSTHRD002); this suite makes
/// sure that nobody turned them off.
/// </summary>
public sealed class BannedApiTests
{
    private static readonly string[] BannedMembers =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Random.Shared", "Thread.Sleep",
    ];

    private static readonly Allowance[] Allowances =
    [
        new(
            "src/Embedded/Grpc/Client/Internal/ClientCall.Sending.cs",
            "Random.Shared",
            "Retry jitter must differ between processes, and the official channel options have no place for a generator."),
        new(
            "src/Embedded/Grpc/Client/Internal/HttpCallInvoker.cs",
            "blocking wait",
            "BlockingUnaryCall is a member of the official CallInvoker; blocking is what it promises."),
    ];

    [Fact]
    public void Product_code_takes_time_and_chance_from_outside()
    {
        var found = Repository.ProductSources.SelectMany(file => file.All<MemberAccessExpressionSyntax>()
            .Select(node => (file, node, Name: BannedMembers.FirstOrDefault(name => Ends(node.ToString(), name)))))
            .Where(hit => hit.Name is not null && !IsAllowed(hit.file, hit.Name));
        found.Select(hit => $"{hit.file.At(hit.node)}: {hit.Name}").ShouldBeEmpty("Inject TimeProvider or a seeded generator.");
    }

    [Fact]
    public void Product_code_seeds_its_generators()
    {
        Repository.ProductSources.SelectMany(file => file.All<ObjectCreationExpressionSyntax>()
            .Where(node => Ends(node.Type.ToString(), "Random") && node.ArgumentList?.Arguments.Count is null or 0)
            .Select(file.At))
            .ShouldBeEmpty("new Random() cannot be repeated; pass a seed.");
    }

    [Fact]
    public void Product_code_does_not_block_on_tasks()
    {
        Repository.ProductSources.SelectMany(file => file.All<InvocationExpressionSyntax>()
            .Where(IsBlockingWait)
            .Where(_ => !IsAllowed(file, "blocking wait"))
            .Select(file.At))
            .ShouldBeEmpty("Await it.");
        Repository.Read(".editorconfig").ShouldNotContain("VSTHRD002.severity = none");
        Repository.Read(".editorconfig").ShouldNotContain("VSTHRD103.severity = none");
    }

    [Fact]
    public void Nothing_is_swallowed()
    {
        Repository.ProductSources.SelectMany(file => file.All<CatchClauseSyntax>()
            .Where(node => node.Block.Statements.Count == 0 && node.Filter is null && IsCatchAll(node))
            .Select(file.At))
            .ShouldBeEmpty("An empty catch-all hides failures.");
        Repository.ProductSources.SelectMany(file => file.All<CatchClauseSyntax>()
            .Where(node => node.Block.Statements.Count == 0 && !node.Block.ToFullString().Contains("//", StringComparison.Ordinal))
            .Select(file.At))
            .ShouldBeEmpty("An empty catch needs the reason why there is nothing to do.");
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        Repository.AllSources.SelectMany(file => file.All<IdentifierNameSyntax>()
            .Where(node => string.Equals(node.Identifier.Text, "NotImplementedException", StringComparison.Ordinal))
            .Select(file.At))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_test_is_skipped_without_saying_what_it_waits_for()
    {
        Repository.AllSources.SelectMany(file => file.All<AttributeArgumentSyntax>()
            .Where(node => string.Equals(node.NameEquals?.Name.Identifier.Text, "Skip", StringComparison.Ordinal))
            .Select(file.At))
            .ShouldBeEmpty("A test is skipped at run time (Assert.Skip) with the missing input named, or not at all.");
    }

    [Fact]
    public void Every_allowance_is_still_needed()
    {
        Allowances.Where(allowance => !File.Exists(Path.Combine(Repository.Root, allowance.Path))).ShouldBeEmpty();
        Allowances.ShouldAllBe(allowance => allowance.Reason.Length > 0);
    }

    private static bool Ends(string text, string name) =>
        string.Equals(text, name, StringComparison.Ordinal) || text.EndsWith("." + name, StringComparison.Ordinal);

    private static bool IsBlockingWait(InvocationExpressionSyntax node) =>
        node.Expression is MemberAccessExpressionSyntax access
        && ((string.Equals(access.Name.Identifier.Text, "Wait", StringComparison.Ordinal) && node.ArgumentList.Arguments.Count == 0)
            || Ends(access.ToString().Replace("()", "", StringComparison.Ordinal), "GetAwaiter.GetResult"));

    private static bool IsCatchAll(CatchClauseSyntax node) =>
        node.Declaration is null || Ends(node.Declaration.Type.ToString(), "Exception");

    private static bool IsAllowed(SourceFile file, string rule) =>
        Array.Exists(Allowances, allowance =>
            string.Equals(allowance.Path, file.Path, StringComparison.Ordinal)
            && string.Equals(allowance.Rule, rule, StringComparison.Ordinal));
}
