using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Modelling.Bench;

/// <summary>What the numpy loop beside this bench took, in the same run on the same machine.</summary>
/// <param name="Seconds">Seconds of the best of three.</param>
/// <param name="Iterations">Iterations, each two passes over the matrix.</param>
/// <param name="FirstCell">T[0,0].</param>
internal sealed record NumpyLoop(double Seconds, int Iterations, double FirstCell)
{
    private const string Script = "balancing_numpy.py";

    // Debian's own interpreter first: it is the one that python3-numpy belongs to.
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    /// <summary>Runs the loop on one thread; null where there is no Python with numpy.</summary>
    public static NumpyLoop? Run()
    {
        foreach (var interpreter in Interpreters)
        {
            if (Output(interpreter) is { } output)
            {
                var fields = output.Split(' ', StringSplitOptions.TrimEntries);
                return new NumpyLoop(Number(fields[0]), int.Parse(fields[1], CultureInfo.InvariantCulture), Number(fields[2]));
            }
        }

        return null;
    }

    private static string? Output(string interpreter)
    {
        var start = new ProcessStartInfo(interpreter, [Path.Combine(AppContext.BaseDirectory, Script)]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["MKL_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is no such interpreter.
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
