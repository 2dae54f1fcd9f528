namespace MegaRegion.Architecture.Tests;

/// <summary>The working tree that the tests read.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", ".git", "artifacts", "TestResults"];

    /// <summary>The folder of MegaRegion.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project file, by name.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Projects { get; } =
        Files(".csproj").Select(ProjectFile.Read).ToDictionary(project => project.Name, StringComparer.Ordinal);

    /// <summary>Every hand-written C# file below <c>src</c>, parsed.</summary>
    public static IReadOnlyList<SourceFile> ProductSources { get; } = Sources("src/");

    /// <summary>Every hand-written C# file.</summary>
    public static IReadOnlyList<SourceFile> AllSources { get; } = Sources("");

    /// <summary>Paths relative to the root, with '/', of the files with one of the given endings.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Walk(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(path => Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    /// <summary>A file's text.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static List<SourceFile> Sources(string prefix) =>
        [.. Files(".cs").Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(SourceFile.Read)];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(
            folder.EnumerateDirectories()
                .Where(child => !NotOurs.Contains(child.Name, StringComparer.Ordinal))
                .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MegaRegion.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No MegaRegion.sln above {AppContext.BaseDirectory}.");
    }
}
