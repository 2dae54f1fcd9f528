using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>Reads input files of the modelling commands; a refusal of the engine becomes a message with every problem on a line.</summary>
internal static class ModellingInput
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">A reader of the engine: text and its name.</param>
    /// <exception cref="CliException">The content is refused.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static T Read<T>(string path, Func<TextReader, string, Outcome<T>> read)
        where T : class
    {
        using var reader = new StreamReader(path);
        return Accept(read(reader, path));
    }

    /// <summary>The value of an outcome.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static T Accept<T>(Outcome<T> outcome)
        where T : class =>
        outcome.IsOk ? outcome.Value : throw new CliException(ExitCode.Usage, string.Join(Environment.NewLine, outcome.Problems));
}
