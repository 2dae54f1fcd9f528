namespace MegaRegion.Architecture.Tests;

/// <summary>Dependencies point inwards (ARCHITECTURE.md). The table is the whole truth: a new arrow is a decision.</summary>
public sealed class DependencyDirectionTests
{
    // Project -> the product projects that it may refer to directly. What the edition adds is in EditionSeamTests.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["MegaRegion.Domain"] = [],
        ["MegaRegion.Modelling"] = [],
        ["MegaRegion.Scenarios"] = ["MegaRegion.Domain", "MegaRegion.Modelling"],
        ["MegaRegion.Protocol"] = [],
        ["MegaRegion.DataSet"] = ["MegaRegion.Domain", "MegaRegion.Scenarios"],
        ["MegaRegion.Contracts"] = ["MegaRegion.Domain"],
        ["MegaRegion.Grains"] =
            ["MegaRegion.Domain", "MegaRegion.Contracts", "MegaRegion.Scenarios", "MegaRegion.Modelling"],
        ["MegaRegion.Storage"] = ["MegaRegion.Domain", "MegaRegion.Grains"],
        ["MegaRegion.Gateway"] =
            ["MegaRegion.Domain", "MegaRegion.Contracts", "MegaRegion.Grains", "MegaRegion.Protocol"],
        ["MegaRegion.Client"] = ["MegaRegion.Protocol"],
        ["MegaRegion.Server"] =
            ["MegaRegion.Gateway", "MegaRegion.Storage", "MegaRegion.DataSet", "MegaRegion.Domain", "MegaRegion.Grains"],
        ["MegaRegion.Cli"] =
        [
            "MegaRegion.Server", "MegaRegion.Client", "MegaRegion.DataSet", "MegaRegion.Domain", "MegaRegion.Protocol",
            "MegaRegion.Bench", "MegaRegion.Grains", "MegaRegion.Modelling", "MegaRegion.Scenarios",
        ],
        ["MegaRegion.Embedded.Orleans"] = ["MegaRegion.Embedded.Orleans.Generator"],
        ["MegaRegion.Embedded.Orleans.Generator"] = [],
        ["MegaRegion.Embedded.Grpc"] = [],
    };

    /// <summary>The names of all product projects.</summary>
    public static TheoryData<string> ProductProjects =>
        [.. Repository.Projects.Values.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_product_project_refers_only_to_projects_further_inside(string name)
    {
        Allowed.ShouldContainKey(name, $"Give {name} its place in the table of {nameof(DependencyDirectionTests)}.");
        var outside = Repository.Projects[name].References.Except(Allowed[name], StringComparer.Ordinal);
        outside.ShouldBeEmpty($"{name} may refer to {string.Join(", ", Allowed[name])} only.");
    }

    [Theory]
    [InlineData("MegaRegion.Domain")]
    [InlineData("MegaRegion.Modelling")]
    public void The_core_knows_no_engine_and_no_service(string name)
    {
        var project = Repository.Projects[name];
        project.References.ShouldBeEmpty();
        project.ProgrammingModel.ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_has_no_package() => Repository.Projects["MegaRegion.Domain"].Packages.ShouldBeEmpty();

    [Fact]
    public void The_table_has_no_cycle()
    {
        foreach (var name in Allowed.Keys)
        {
            ReachableFrom(name).Contains(name).ShouldBeFalse($"{name} would refer to itself.");
        }
    }

    private static HashSet<string> ReachableFrom(string name)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Allowed[name]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next) && Allowed.TryGetValue(next, out var further))
            {
                Array.ForEach(further, open.Push);
            }
        }

        return reached;
    }
}
