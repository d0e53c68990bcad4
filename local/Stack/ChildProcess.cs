using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RingRift.Azure;
using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>Runs one process of the stack, starts it again when it dies or hangs, and stops it with the stack.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private readonly ChildProcessOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Supervision _supervision;
    private readonly Liveness _liveness;
    private Process? _process;
    private Uri? _health;

    private ChildProcess(ChildProcessOptions options, TimeProvider clock)
    {
        (_options, _clock, _health) = (options, clock, options.Health);
        _liveness = new Liveness(() => _health, clock);
        _supervision = new Supervision(options.Name, LogFile, clock) { MaxRestarts = options.MaxRestarts, Healthy = options.Healthy };
        Completion = Task.Run(() => _supervision.RunAsync(RunOnceAsync, _stopping.Token));
    }

    /// <summary>Where its output goes.</summary>
    public string LogFile => Path.Combine(_options.LogFolder, $"{_options.Name}.log");

    /// <summary>Starts beyond the first.</summary>
    public int Restarts => _supervision.Restarts;

    /// <summary>What people should know of it; null when there is nothing.</summary>
    public string? Note => _supervision.Note(_liveness);

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
    public Task Completion { get; }

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
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _liveness.Dispose();
    }

    private async Task<ProcessEnd> RunOnceAsync(CancellationToken stopping)
    {
        using var log = new LogFile(LogFile);
        using var process = Begin(log);
        var hangs = await UntilEndedAsync(process, stopping).ConfigureAwait(false);
        if (hangs)
        {
            log.Write($"no answer from {_health} for {Liveness.Patience.TotalSeconds:0} s; it is killed");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        else if (!process.HasExited)
        {
            await StopAsync(process).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _process = null;
        }

        if (process.ExitCode == SettingsFailure.ExitCode && !stopping.IsCancellationRequested)
        {
            throw new CommandException($"{_options.Name} refused its settings; its log is {LogFile}:\n{Tail()}");
        }

        return new ProcessEnd(hangs ? "because it hung" : $"with exit code {process.ExitCode}", Tail());
    }

    /// <summary>Waits until the process is gone, hangs or is to stop; true when it hangs.</summary>
    private async Task<bool> UntilEndedAsync(Process process, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var hanging = _liveness.UntilHangingAsync(ended.Token);
        await Task.WhenAny(process.WaitForExitAsync(stopping), hanging).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await hanging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return hanging.IsCompletedSuccessfully && !process.HasExited;
    }

    private Process Begin(LogFile log)
    {
        var start = new ProcessStartInfo(_options.Host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] arguments =
        [
            _options.Assembly, .. _options.Arguments, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in _options.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Launch(start);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Read(log, line.Data);
        process.ErrorDataReceived += (_, line) => Read(log, line.Data);
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
            throw new CommandException(
                $"{_options.Name}: '{start.FileName}' cannot be started ({exception.Message}); the .NET runtime's host must be on the PATH",
                exception);
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

    private void Read(LogFile log, string? line)
    {
        if (line is null)
        {
            return;
        }

        // A worker takes any free port, and says which.
        if (HealthLine().Match(line) is { Success: true } told && Uri.TryCreate(told.Groups[1].Value, UriKind.Absolute, out var address))
        {
            _health = address;
        }

        log.Write(line);
    }

    [GeneratedRegex(@"\bhealth is told at (http://\S+)")]
    private static partial Regex HealthLine();
}
