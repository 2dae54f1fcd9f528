using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MegaRegion.Cli.Output;

/// <summary>
/// A picture that is redrawn in place on the terminal's other screen, cropped to the window: neither a small window nor
/// one that changes its size leaves remains of older pictures. What was on the terminal before is back afterwards.
/// </summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string ClearLine = "\e[K";
    private const string ClearBelow = "\e[J";

    private readonly ColorSystemSupport _colours;
    private int _left;

    /// <summary>Goes to the other screen.</summary>
    public LiveScreen(IAnsiConsole console)
    {
        _colours = (ColorSystemSupport)console.Profile.Capabilities.ColorSystem;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        System.Console.Out.Write(Enter);
    }

    /// <summary>Columns of the window.</summary>
    public static int Width => Math.Max(20, System.Console.WindowWidth);

    /// <summary>Lines of the window.</summary>
    public static int Height => Math.Max(5, System.Console.WindowHeight);

    /// <summary>Whether a terminal understands what this class writes.</summary>
    public static bool IsPossible(IAnsiConsole console) => console.Profile.Capabilities.Ansi && !System.Console.IsOutputRedirected;

    /// <summary>The lines of a picture at a width.</summary>
    public static string[] LinesOf(IRenderable picture, int width, ColorSystemSupport colours)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = colours == ColorSystemSupport.NoColors ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = colours,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Write(picture);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    /// <summary>Draws a picture over the one before.</summary>
    public void Draw(IRenderable picture)
    {
        var lines = LinesOf(picture, Width, _colours).Take(Height);
        System.Console.Out.Write(Home + string.Join(ClearLine + "\r\n", lines) + ClearLine + ClearBelow);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        GoBack();
    }

    private void OnProcessExit(object? sender, EventArgs e) => GoBack();

    private void GoBack()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            System.Console.Out.Write(Leave);
            System.Console.Out.Flush();
        }
    }
}
