using Microsoft.Extensions.Logging;

namespace RingRift.Local.Stack;

/// <summary>Writes what the parts inside this process log to a file, so that the view keeps the terminal.</summary>
internal sealed class FileLogs : IDisposable
{
    private readonly LogFile _file;

    public FileLogs(string folder, string name)
    {
        Path = System.IO.Path.Combine(folder, $"{name}.log");
        _file = new LogFile(Path);
        Factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new Provider(_file)));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Makes loggers that write to the file.</summary>
    public ILoggerFactory Factory { get; }

    public void Dispose()
    {
        Factory.Dispose();
        _file.Dispose();
    }

    private sealed class Provider(LogFile file) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new FileLogger(file, categoryName);

        public void Dispose()
        {
            // The file belongs to FileLogs.
        }
    }

    private sealed class FileLogger(LogFile file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                file.Write(
                    $"{TimeProvider.System.GetUtcNow():O} {logLevel} {category}: {formatter(state, exception)}{(exception is null ? null : $"\n{exception}")}");
            }
        }
    }
}
