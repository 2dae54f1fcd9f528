using System.CommandLine;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>Options that name input files; a file that does not exist is told before anything runs.</summary>
internal static class Files
{
    /// <summary>A file that must be given.</summary>
    public static Option<FileInfo> Required(string name, string description) =>
        new Option<FileInfo>(name) { Description = description, HelpName = "file", Required = true }.AcceptExistingOnly();

    /// <summary>A file that may be given.</summary>
    public static Option<FileInfo?> Optional(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description, HelpName = "file" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !File.Exists(result.Tokens[0].Value))
                result.AddError($"{name}: the file '{result.Tokens[0].Value}' does not exist.");
        });
        return option;
    }
}
