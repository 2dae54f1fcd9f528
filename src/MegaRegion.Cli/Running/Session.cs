using System.CommandLine;
using Grpc.Net.Client;
using MegaRegion.Cli.Output;
using Spectre.Console;

namespace MegaRegion.Cli.Running;

/// <summary>What a command works with: its arguments, the user's language, where to write, and the server.</summary>
internal sealed class Session : IDisposable
{
    private const int WidthOfFiles = 240;

    private readonly Lazy<GrpcChannel> _channel;

    /// <summary>Reads what all commands share.</summary>
    public Session(ParseResult arguments)
    {
        Arguments = arguments;
        Words = new Words(GlobalOptions.LanguageOf(arguments));
        IsJson = arguments.GetValue(GlobalOptions.Json);
        Console = Terminal(System.Console.Out, System.Console.IsOutputRedirected);
        Notes = Terminal(System.Console.Error, System.Console.IsErrorRedirected);
        _channel = new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(Url));
    }

    /// <summary>The parsed command line.</summary>
    public ParseResult Arguments { get; }

    /// <summary>Texts in the user's language.</summary>
    public Words Words { get; }

    /// <summary>Whether the answer is JSON; then nothing else goes to standard output.</summary>
    public bool IsJson { get; }

    /// <summary>Standard output.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Standard error: progress and remarks.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>The server's address.</summary>
    public Uri Url => Arguments.GetValue(GlobalOptions.Url) ?? GlobalOptions.DefaultUrl;

    /// <summary>The channel to the server; opened by the first call.</summary>
    public GrpcChannel Channel => _channel.Value;

    /// <summary>Whether a person watches standard output.</summary>
    public bool IsInteractive => !System.Console.IsOutputRedirected && !IsJson;

    /// <summary>Writes a line of the answer.</summary>
    public void Say(string line) => System.Console.Out.WriteLine(line);

    /// <summary>Writes a remark.</summary>
    public void Note(string line) => System.Console.Error.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_channel.IsValueCreated)
        {
            _channel.Value.Dispose();
        }
    }

    // A file has neither colours nor a width at which tables would be folded.
    private static IAnsiConsole Terminal(TextWriter writer, bool isFile)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isFile ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isFile ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (isFile)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
