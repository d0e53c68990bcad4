using Microsoft.Extensions.Logging;

namespace RingRift.Local.Stack;

/// <summary>Writes what the parts inside this process log to a file, so that the view keeps the terminal.</summary>
internal sealed class FileLogs : IAsyncDisposable
{
    private readonly StreamWriter _file;

    public FileLogs(string folder, string name)
    {
        _file = new StreamWriter(Path.Combine(folder, $"{name}.log"), append: true) { AutoFlush = true };
        Factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new Provider(_file)));
    }

    /// <summary>Makes loggers that write to the file.</summary>
    public ILoggerFactory Factory { get; }

    public ValueTask DisposeAsync()
    {
        Factory.Dispose();
        return _file.DisposeAsync();
    }

    private sealed class Provider(StreamWriter file) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new FileLogger(file, categoryName);

        public void Dispose()
        {
            // The file belongs to FileLogs.
        }
    }

    private sealed class FileLogger(StreamWriter file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            lock (file)
            {
                file.WriteLine($"{TimeProvider.System.GetUtcNow():O} {logLevel} {category}: {formatter(state, exception)}{(exception is null ? null : $"\n{exception}")}");
            }
        }
    }
}
