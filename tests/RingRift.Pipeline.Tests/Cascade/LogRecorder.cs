using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Keeps everything that is logged.</summary>
public sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _told = new();

    /// <summary>What was logged so far, the oldest first.</summary>
    public IReadOnlyList<(LogLevel Level, string Text)> Told => [.. _told];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _told.Enqueue((logLevel, formatter(state, exception)));
    }

    public void Dispose()
    {
    }
}
