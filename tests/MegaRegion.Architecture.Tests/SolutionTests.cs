namespace MegaRegion.Architecture.Tests;

/// <summary>The solution, the versions and the lock files are complete.</summary>
public sealed class SolutionTests
{
    // Projects that the solution leaves out on purpose.
    private static readonly Allowance[] OutsideTheSolution =
    [
        new("build/ClusterProbe.csproj", "outside the solution", "It exists only to ask whether the Cluster edition's packages restore."),
    ];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("MegaRegion.sln").Replace('\\', '/');
        Repository.Projects.Values
            .Where(project => !solution.Contains(project.Path, StringComparison.Ordinal))
            .Where(project => !Array.Exists(OutsideTheSolution, allowance => string.Equals(allowance.Path, project.Path, StringComparison.Ordinal)))
            .Select(project => project.Path)
            .ShouldBeEmpty("dotnet sln add it.");
    }

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        Repository.Projects.Values
            .Select(project => $"{Path.GetDirectoryName(project.Path)}/packages.lock.json")
            .Where(path => !path.StartsWith("build/", StringComparison.Ordinal))
            .Where(path => !File.Exists(Path.Combine(Repository.Root, path)))
            .ShouldBeEmpty("dotnet restore writes it; commit it.");
    }

    [Fact]
    public void No_project_states_a_version_of_a_package()
    {
        Repository.Projects.Values
            .Where(project => project.Document.Descendants("PackageReference").Any(item => item.Attribute("Version") is not null))
            .Select(project => project.Path)
            .ShouldBeEmpty("Versions stand in Directory.Packages.props.");
    }
}
