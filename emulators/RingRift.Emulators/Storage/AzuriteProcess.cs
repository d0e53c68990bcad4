using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RingRift.Emulators.Storage;

/// <summary>
/// A running Azurite with blobs, queues and tables on 127.0.0.1. It ends with this object, and also when this process dies without
/// disposing it.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(65);

    private readonly Process _process;
    private readonly AzuriteStartup _startup;
    private readonly ILogger _logger;
    private int _disposed;

    private AzuriteProcess(Process process, AzuriteStartup startup, ILogger logger)
    {
        _process = process;
        _startup = startup;
        _logger = logger;
    }

    /// <summary>The process id, for a status line.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The blob service with the account in its path.</summary>
    public Uri BlobEndpoint => _startup.Endpoint("Blob");

    /// <summary>The queue service with the account in its path.</summary>
    public Uri QueueEndpoint => _startup.Endpoint("Queue");

    /// <summary>The table service with the account in its path.</summary>
    public Uri TableEndpoint => _startup.Endpoint("Table");

    /// <summary>
    /// A connection string with the three endpoints spelled out, as the Azure clients and <c>AzureWebJobsStorage</c> take it.
    /// </summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteOptions.AccountName};AccountKey={AzuriteOptions.AccountKey};"
        + $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Installs Azurite if this user has not got this version yet, starts it and waits until all three services listen.</summary>
    /// <param name="options">Folders and ports; null takes the defaults: in memory, free ports.</param>
    /// <param name="logger">Where to say that an installation takes place.</param>
    /// <param name="cancellationToken">Gives up and leaves no process behind.</param>
    /// <exception cref="AzuriteException">
    /// A file in the data folder is damaged, Node.js or npm is missing or fails, a port is taken, or the start takes too long.
    /// </exception>
    public static async Task<AzuriteProcess> StartAsync(
        AzuriteOptions? options = null, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        logger ??= NullLogger.Instance;
        if (options.DataFolder is { } data)
        {
            AzuriteData.Require(data);
        }
        await NodeRuntime.CheckAsync(cancellationToken);
        var install = AzuriteInstall.In(options.WorkFolder, logger);
        await WithinAsync(options.InstallTimeout, "install", install.EnsureAsync, cancellationToken);

        var startup = new AzuriteStartup();
        var running = new AzuriteProcess(Launch(install, options, startup), startup, logger);
        try
        {
            await WithinAsync(options.StartTimeout, "start", running.WaitUntilListeningAsync, cancellationToken);
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
        LogStarted(logger, running.BlobEndpoint, running.QueueEndpoint, running.TableEndpoint, options.DataFolder ?? "memory");
        return running;
    }

    /// <summary>Waits until the process is gone, by whatever cause.</summary>
    /// <returns>Its exit code and its last words.</returns>
    public async Task<(int ExitCode, string LastWords)> WaitForEndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, _startup.LastWords);
    }

    /// <summary>Lets Azurite write its state and waits until it is gone; kills it when that takes longer than a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        try
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopPatience);
            await _process.WaitForExitAsync(patience.Token);
            if (_process.ExitCode != 0)
            {
                LogUnwritten(_logger, _process.ExitCode);
            }
        }
        catch (OperationCanceledException)
        {
            LogKilled(_logger, StopPatience);
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private static Process Launch(AzuriteInstall install, AzuriteOptions options, AzuriteStartup startup)
    {
        var start = new ProcessStartInfo(NodeRuntime.Program, [install.GuardScript, install.EntryScript, .. Arguments(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Azurite leaves a file or two in its working folder.
            WorkingDirectory = install.Folder,
        };
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => startup.Read(line.Data);
        process.ErrorDataReceived += (_, line) => startup.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static IEnumerable<string> Arguments(AzuriteOptions options)
    {
        foreach (var (service, port) in new[] { ("blob", options.BlobPort), ("queue", options.QueuePort), ("table", options.TablePort) })
        {
            yield return $"--{service}Host";
            yield return "127.0.0.1";
            yield return $"--{service}Port";
            yield return port.ToString(CultureInfo.InvariantCulture);
        }
        string[] data = options.DataFolder is { } folder ? ["--location", Path.GetFullPath(folder)] : ["--inMemoryPersistence"];
        foreach (var word in data)
        {
            yield return word;
        }
        // The storage clients are newer than the newest service version Azurite knows.
        yield return "--skipApiVersionCheck";
        yield return "--silent";
        yield return "--disableTelemetry";
    }

    private Task WaitUntilListeningAsync(CancellationToken cancellationToken) => _startup.Listening.WaitAsync(cancellationToken);

    private static async Task WithinAsync(
        TimeSpan limit, string step, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timed.CancelAfter(limit);
        try
        {
            await work(timed.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Azurite did not {step} within {limit}.");
        }
    }

    [LoggerMessage(10, LogLevel.Information, "Azurite listens: blobs {Blob}, queues {Queue}, tables {Table}; data in {Data}")]
    private static partial void LogStarted(ILogger logger, Uri blob, Uri queue, Uri table, string data);

    [LoggerMessage(11, LogLevel.Warning, "Azurite did not end within {Patience} and was killed")]
    private static partial void LogKilled(ILogger logger, TimeSpan patience);

    [LoggerMessage(12, LogLevel.Warning, "Azurite ended with exit code {ExitCode} while it was told to stop; its newest writes may be lost")]
    private static partial void LogUnwritten(ILogger logger, int exitCode);
}

/// <summary>Azurite could not be installed or started. The message names the cause and a remedy.</summary>
/// <param name="message">The cause, with the tool's own last words where it had any.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class AzuriteException(string message, Exception? inner = null) : Exception(message, inner);
