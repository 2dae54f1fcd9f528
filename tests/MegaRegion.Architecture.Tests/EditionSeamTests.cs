using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MegaRegion.Architecture.Tests;

/// <summary>Nothing but the server's start-up files knows which engine the platform runs on.</summary>
public sealed class EditionSeamTests
{
    private const string StartUpFolder = "src/MegaRegion.Server/Hosting/";

    [Fact]
    public void Only_start_up_files_and_the_embedded_layers_have_conditional_code()
    {
        Repository.ProductSources
            .Where(file => !IsStartUp(file.Path))
            .SelectMany(file => file.All<IfDirectiveTriviaSyntax>().Select(file.At))
            .ShouldBeEmpty("Conditional code hides an edition; put the difference into a start-up file.");
    }

    [Fact]
    public void Only_start_up_files_name_an_edition_symbol()
    {
        Repository.Files(".cs", ".csproj")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && !IsStartUp(path))
            .Where(path => Repository.Read(path).Contains("EDITION_", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_server_and_the_embedded_layers_name_what_the_official_packages_do_not_have()
    {
        Repository.ProductSources
            .Where(file => !IsStartUp(file.Path) && !IsEmbedded(file.Path))
            .SelectMany(file => file.All<UsingDirectiveSyntax>()
                .Where(use => use.Name?.ToString().Contains("Embedded", StringComparison.Ordinal) == true)
                .Select(file.At))
            .ShouldBeEmpty("Only names that Microsoft.Orleans and Grpc have may be used outside the start-up files.");
    }

    [Fact]
    public void Only_the_server_hosts_an_engine()
    {
        Repository.Projects.Values
            .Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))
            .Where(project => project.ProgrammingModel.Contains("Host", StringComparer.Ordinal))
            .Select(project => project.Name)
            .ShouldBe(["MegaRegion.Server"]);
    }

    [Fact]
    public void No_product_project_names_an_engine_package_itself()
    {
        Repository.Projects.Values
            .Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))
            .Where(project => project.Packages.Any(IsEnginePackage))
            .Select(project => project.Name)
            .ShouldBeEmpty("Engine packages come from build/Edition.targets by the project's ProgrammingModel.");
    }

    private static bool IsEnginePackage(string id) =>
        id.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)
        || (id.StartsWith("Grpc.", StringComparison.Ordinal) && !string.Equals(id, "Grpc.Tools", StringComparison.Ordinal));

    private static bool IsStartUp(string path) =>
        path.StartsWith(StartUpFolder, StringComparison.Ordinal) && path.EndsWith("Edition.cs", StringComparison.Ordinal);

    private static bool IsEmbedded(string path) => path.StartsWith("src/Embedded/", StringComparison.Ordinal);
}
