using System.Reflection;

namespace MegaRegion.Cli.Running;

/// <summary>How to start this program again: by its own file, or by <c>dotnet</c> and its library.</summary>
internal static class ThisProgram
{
    /// <summary>The file to start.</summary>
    public static string FileName => Environment.ProcessPath ?? "dotnet";

    /// <summary>What comes before the command.</summary>
    public static IReadOnlyList<string> Arguments => IsDotnet ? [Assembly.GetExecutingAssembly().Location] : [];

    private static bool IsDotnet => string.Equals(Path.GetFileNameWithoutExtension(FileName), "dotnet", StringComparison.Ordinal);
}
