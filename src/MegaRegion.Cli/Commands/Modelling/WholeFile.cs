namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>
/// Writes output files whole or not at all: the text goes to a file beside the target, which takes the target's name
/// when it is complete and is removed when it is not.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a text file, UTF-8 without a mark, and replaces an older one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<TextWriter> write)
    {
        var part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var writer = new StreamWriter(part))
                write(writer);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
