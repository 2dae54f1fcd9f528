using System.Xml.Linq;

namespace MegaRegion.Architecture.Tests;

/// <summary>What a project says about itself.</summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Name">File name without its ending.</param>
/// <param name="References">Names of the projects that it refers to.</param>
/// <param name="Packages">Ids of the packages that it refers to.</param>
/// <param name="ProgrammingModel">What it is written against: Orleans, Grpc, Host.</param>
/// <param name="Document">The whole file.</param>
internal sealed record ProjectFile(
    string Path,
    string Name,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> ProgrammingModel,
    XDocument Document)
{
    /// <summary>Reads a project file.</summary>
    public static ProjectFile Read(string path)
    {
        var document = XDocument.Parse(Repository.Read(path));
        return new ProjectFile(
            path,
            System.IO.Path.GetFileNameWithoutExtension(path),
            [.. Includes(document, "ProjectReference").Select(NameOf)],
            [.. Includes(document, "PackageReference")],
            [.. document.Descendants("ProgrammingModel").SelectMany(element => element.Value.Split(';'))],
            document);
    }

    private static IEnumerable<string> Includes(XDocument document, string item) =>
        document.Descendants(item).Where(IsLinked).Select(element => element.Attribute("Include")?.Value ?? "");

    // A source generator, or a program that is only built first, is not linked.
    private static bool IsLinked(XElement element) =>
        !string.Equals(element.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.Ordinal);

    private static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
