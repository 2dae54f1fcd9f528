namespace MegaRegion.DataSet.Tests;

/// <summary>A data directory in a temporary folder that a test may break: links to the shipped files until
/// changed.</summary>
internal sealed class DataCopy : IDisposable
{
    public DataCopy()
    {
        Path = Directory.CreateTempSubdirectory("megaregion-data-").FullName;
        foreach (var source in Directory.EnumerateFiles(Shipped.Directory, "*.csv", SearchOption.AllDirectories))
        {
            var target = PathOf(System.IO.Path.GetRelativePath(Shipped.Directory, source));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.CreateSymbolicLink(target, source);
        }
    }

    public string Path { get; }

    /// <summary>Puts a value into a field. The row (1 is the header) must hold no quotes.</summary>
    public void SetField(string file, int row, string column, string value) => EditLines(file, lines =>
    {
        var fields = lines[row - 1].Split(',');
        fields[Array.IndexOf(lines[0].Split(','), column)] = value;
        lines[row - 1] = string.Join(',', fields);
    });

    public void EditLines(string file, Action<List<string>> edit)
    {
        var lines = File.ReadAllLines(PathOf(file)).ToList();
        edit(lines);
        File.Delete(PathOf(file));
        File.WriteAllLines(PathOf(file), lines);
    }

    public void WriteBytes(string file, byte[] bytes)
    {
        File.Delete(PathOf(file));
        File.WriteAllBytes(PathOf(file), bytes);
    }

    public void DeleteFile(string file) => File.Delete(PathOf(file));

    public void DeleteFolder(string folder) => Directory.Delete(PathOf(folder), recursive: true);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string PathOf(string file) => System.IO.Path.Combine(Path, file);
}
