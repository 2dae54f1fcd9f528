using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Embedded.Orleans.Tests;

/// <summary>What was logged.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, Exception? Cause)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, int Id, Exception? Cause)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, eventId.Id, exception));

    public void Dispose()
    {
        // Holds nothing.
    }
}
