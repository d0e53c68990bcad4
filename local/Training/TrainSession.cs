using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RingRift.Local.Arguments;
using RingRift.Local.Page;
using RingRift.Local.Progress;
using RingRift.Local.Reports;
using RingRift.Local.Stack;
using RingRift.Pipeline.Runs;
using Spectre.Console;

namespace RingRift.Local.Training;

/// <summary>One call of <c>ringrift train</c>: starts the stack, starts or resumes the run, shows it, stops everything, reports.</summary>
internal sealed class TrainSession(TrainOptions options, TimeProvider clock, TextWriter output)
{
    private const int Failed = 1;
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromSeconds(1);

    private readonly long _start = clock.GetTimestamp();
    private readonly Channel<string> _preparing = Channel.CreateUnbounded<string>();
    private LocalStack? _stack;
    private PageServer? _page;
    private RunStatus? _newest;
    private string _doing = "nothing was started yet";

    /// <summary>
    /// Returns the exit code: 0 when the run went on until its time was over, it was stopped or it was complete; 1 when failures stopped
    /// it, and when a network came out other than in the run that is made again.
    /// </summary>
    /// <exception cref="CommandException">The run had not begun when its time was over or it was stopped, or a part of the stack was given
    /// up.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StackFolder(options.DataFolder);
        using var folderLock = folder.Lock();
        var settings = options.Repetition is { } repetition ? repetition.Prepare(folder) : options.Settings;
        folder.KeepSettings(settings);
        using var deadline = options.Duration is { } duration
            ? new CancellationTokenSource(duration, clock)
            : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var view = CreateView();
        var running = RunUntilEndedAsync(folder, options.ProcessSettings(settings), ending.Token);
        try
        {
            await view.ShowAsync(FramesAsync(running, CancellationToken.None)).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Time is over, or Ctrl-C: the ordinary ends of a run.
        }

        var repeated = options.Repetition?.Compare(_newest);
        view.Report(_newest, repeated);
        WriteReport(folder);
        if (_newest is null)
        {
            throw new CommandException(
                $"the run of {options.Config.Name} had not begun {(cancellationToken.IsCancellationRequested ? "when it was stopped" : "when its time was over")}, while {_doing}; "
                + $"the logs are in {folder.Logs}");
        }

        return _newest is { StoppedByFailures: true } || repeated is { Different.Count: > 0 } ? Failed : 0;
    }

    /// <summary>A run that went by is no failure because its report cannot be written.</summary>
    private void WriteReport(StackFolder folder)
    {
        if (_newest is null)
        {
            return;
        }

        try
        {
            var page = ReportFiles.Write(folder.Root, _newest);
            if (!options.Json)
            {
                output.WriteLine($"\nThe report: {page}");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"the report could not be written: {cause.Message}");
        }
    }

    private IRunView CreateView() => options.Json ? new JsonRunView(output)
        : Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? new LineRunView(output)
        : new LiveRunView(AnsiConsole.Console, output);

    /// <summary>Ends when the run has stopped by itself; throws when it was stopped or a part of the stack failed.</summary>
    private async Task RunUntilEndedAsync(StackFolder folder, IReadOnlyDictionary<string, string> settings, CancellationToken ending)
    {
        try
        {
            _page = options.Page ? await PageServer.StartAsync(Functions(), port: null, ending).ConfigureAwait(false) : null;
            _stack = await LocalStack.StartAsync(
                folder, new StackPlan { Workers = options.Workers, Settings = settings }, Tell, clock,
                ending).ConfigureAwait(false);
            var failed = _stack.FailedAsync();
            Tell("asking the functions to begin");
            await UnlessAsync(failed, _stack.Functions.StartRunAsync(options.Config.Name, ending)).ConfigureAwait(false);
            _preparing.Writer.Complete();
            _doing = "asking the functions where it stands";
            while (_newest?.Stopped is null)
            {
                _newest = await _stack.Functions.TryReadRunAsync(options.Config.Name, ending).ConfigureAwait(false) ?? _newest;
                var pause = Task.Delay(BetweenFrames, clock, ending);
                await UnlessAsync(failed, pause).ConfigureAwait(false);
            }
        }
        finally
        {
            _preparing.Writer.TryComplete();
            if (_stack is not null)
            {
                await _stack.DisposeAsync().ConfigureAwait(false);
            }

            if (_page is not null)
            {
                await _page.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private PageFunctions Functions() => new(() => _stack?.Endpoints.Functions) { Expected = true };

    private void Tell(string doing)
    {
        _doing = doing;
        _preparing.Writer.TryWrite(doing);
    }

    private static async Task UnlessAsync(Task failed, Task work) =>
        await (await Task.WhenAny(work, failed).ConfigureAwait(false)).ConfigureAwait(false);

    private async IAsyncEnumerable<RunFrame> FramesAsync(Task running, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var text in _preparing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Frame(text);
        }

        while (!running.IsCompleted)
        {
            yield return Frame(preparing: null);
            await Task.WhenAny(running, Task.Delay(BetweenFrames, clock, cancellationToken)).ConfigureAwait(false);
        }

        yield return Frame(preparing: null);
    }

    private RunFrame Frame(string? preparing)
    {
        var elapsed = clock.GetElapsedTime(_start);
        var left = options.Duration is { } duration && duration > elapsed ? duration - elapsed : (TimeSpan?)null;
        IEnumerable<string> page = _page is null ? [] : [$"page {_page.Address}"];
        return new RunFrame(elapsed, left, preparing, _newest, [.. page, .. _stack?.Notes ?? []]);
    }
}
