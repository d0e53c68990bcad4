using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RingRift.Azure;
using RingRift.Local.Commands;

namespace RingRift.Local.Stack;

/// <summary>Runs one process of the stack, starts it again when it dies, and stops it with the stack.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly ChildProcessOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Task _supervision;
    private Process? _process;

    private ChildProcess(ChildProcessOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _supervision = Task.Run(SuperviseAsync);
    }

    /// <summary>Where its output goes.</summary>
    public string LogFile => Path.Combine(_options.LogFolder, $"{_options.Name}.log");

    /// <summary>Starts beyond the first.</summary>
    public int Restarts { get; private set; }

    /// <summary>Id of the running process; null while there is none.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate)
            {
                return _process?.Id;
            }
        }
    }

    /// <summary>Ends with an error when the process was given up, otherwise only with the stack.</summary>
    public Task Completion => _supervision;

    /// <exception cref="CommandException">The program was not built.</exception>
    public static ChildProcess Start(ChildProcessOptions options, TimeProvider clock)
    {
        if (!File.Exists(options.Assembly))
        {
            throw new CommandException($"{options.Name}: '{options.Assembly}' does not exist; build the solution first");
        }

        return new ChildProcess(options, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);

        // Whoever awaits Completion has seen how it ended.
        await _supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task SuperviseAsync()
    {
        for (var failures = 0; !_stopping.IsCancellationRequested;)
        {
            var started = _clock.GetTimestamp();
            var exitCode = await RunOnceAsync().ConfigureAwait(false);
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            if (exitCode == SettingsFailure.ExitCode)
            {
                throw new CommandException($"{_options.Name} refused its settings; its log is {LogFile}:\n{Tail()}");
            }

            failures = _clock.GetElapsedTime(started) >= _options.Healthy ? 1 : failures + 1;
            if (failures > _options.MaxRestarts)
            {
                throw new CommandException($"{_options.Name} ended {failures} times, last with exit code {exitCode}; its log is {LogFile}:\n{Tail()}");
            }

            Restarts++;
            await Task.Delay(TimeSpan.FromSeconds(failures), _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> RunOnceAsync()
    {
        using var log = new StreamWriter(new FileStream(LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        using var process = Begin(log);
        await process.WaitForExitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            await StopAsync(process).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _process = null;
        }

        return process.ExitCode;
    }

    private Process Begin(StreamWriter log)
    {
        var start = new ProcessStartInfo(_options.Host) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string[] arguments = [_options.Assembly, .. _options.Arguments, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in _options.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Launch(start);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        lock (_gate)
        {
            _process = process;
        }

        return process;
    }

    private Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new CommandException($"{_options.Name}: '{start.FileName}' cannot be started ({exception.Message}); the .NET runtime's host must be on the PATH", exception);
        }
    }

    private async Task StopAsync(Process process)
    {
        ProcessSignals.AskToStop(process);
        using var grace = new CancellationTokenSource(_options.StopGrace, _clock);
        await process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private string Tail()
    {
        using var log = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', log.ReadToEnd().Split('\n').TakeLast(12));
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is not null)
        {
            lock (log)
            {
                log.WriteLine(line);
            }
        }
    }
}
