namespace MegaRegion.DataSet;

/// <summary>
/// Finds the data directory: an explicit path, else the environment variable MEGAREGION_DATA, else <c>data/jp</c> in
/// the directory of the binaries or one above it (published binaries carry it beside them).
/// </summary>
public static class DataSetLocator
{
    /// <summary>Name of the environment variable.</summary>
    public const string EnvironmentVariable = "MEGAREGION_DATA";

    private const string Marker = "places/municipalities.csv";

    /// <summary>The directory that holds <c>places/</c>, <c>flows/</c> and the rest.</summary>
    /// <param name="explicitPath">Wins when it is given.</param>
    /// <exception cref="DirectoryNotFoundException">No data set is there; the message says where it was looked
    /// for.</exception>
    public static string Locate(string? explicitPath = null) =>
        Locate(explicitPath, Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory);

    internal static string Locate(string? explicitPath, string? fromEnvironment, string baseDirectory)
    {
        if (!string.IsNullOrEmpty(explicitPath))
            return Checked(explicitPath, "the given path");
        if (!string.IsNullOrEmpty(fromEnvironment))
            return Checked(fromEnvironment, EnvironmentVariable);

        for (var directory = new DirectoryInfo(baseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "data", "jp");
            if (IsDataSet(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException(
            $"No data set: looked for data/jp in {baseDirectory} and above it. "
            + $"Cure: set {EnvironmentVariable} to the directory that holds {Marker}.");
    }

    private static string Checked(string path, string origin) => IsDataSet(path)
        ? Path.GetFullPath(path)
        : throw new DirectoryNotFoundException(
            $"No data set at '{path}' ({origin}): {Marker} is not there. Cure: give the directory that holds it.");

    private static bool IsDataSet(string path) => File.Exists(Path.Combine(path, Marker));
}
