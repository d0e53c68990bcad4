using System.Globalization;
using RingRift.Chaos.Checking;
using RingRift.Chaos.Model;

namespace RingRift.Chaos.Running;

/// <summary>One run: start everything, publish and kill side by side, wait until nothing is under way, count.</summary>
internal sealed class ChaosRun(ChaosOptions options, TimeProvider clock, Action<string> tell)
{
    private static readonly TimeSpan BetweenNews = TimeSpan.FromSeconds(5);
    private readonly ChaosModel _model = ChaosModel.Of(options.Events, options.Jobs);

    /// <summary>Runs. What was lost or doubled is in the report, and so is that the time was not enough.</summary>
    public async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        FaultCount.Clear(options.Folder);
        await using var stack = await ChaosStack.StartAsync(options, _model.Newest, clock, cancellationToken);
        using var limit = new CancellationTokenSource(options.Limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var started = clock.GetTimestamp();
        var killer = new ProcessKiller(stack, options, () => Progress(stack), clock);
        var syncs = new SyncQueueReader(stack, clock);
        var isOver = await WorkAsync(stack, killer, syncs, stop.Token, limit.Token);
        var took = clock.GetElapsedTime(started);
        tell(isOver ? "nothing is under way any more; counting" : $"not over within {options.Limit}; counting what is there");
        var findings = await new ChaosCheck(stack, _model, syncs).RunAsync(cancellationToken);
        return ChaosReport.Of(options, _model, stack, killer, findings, took, isOver);
    }

    /// <summary>Publishes, kills and waits; false when the time was over first.</summary>
    private async Task<bool> WorkAsync(
        ChaosStack stack, ProcessKiller killer, SyncQueueReader syncs, CancellationToken stop, CancellationToken limit)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = syncs.RunAsync(ended.Token);
        var telling = TellAsync(stack, ended.Token);
        try
        {
            var publishing = new EventSource(stack, _model, options, clock).RunAsync(ended.Token);
            await EndedAsync([publishing, killer.RunAsync(ended.Token)], reading);
            await EndedAsync([new QuietWatch(stack, clock).RunAsync(ended.Token)], reading);
            return true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(reading, telling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for all of them, and fails at once when one of them or what goes on beside them does.</summary>
    private static async Task EndedAsync(List<Task> tasks, Task beside)
    {
        while (tasks.Count > 0)
        {
            var first = await Task.WhenAny([.. tasks, beside]);
            await first;
            tasks.Remove(first);
        }
    }

    private double Progress(ChaosStack stack) =>
        stack.EventGrid.Status.Subscriptions.Sum(
            subscription => subscription.Delivered - subscription.Duplicated) / (double)_model.Deliveries;

    private async Task TellAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(BetweenNews, clock, cancellationToken);
            var (progress, elapsed) = (Progress(stack), clock.GetElapsedTime(started));
            var left = progress > 0 ? elapsed * ((1 - progress) / progress) : TimeSpan.Zero;
            tell(string.Create(
                CultureInfo.InvariantCulture,
                $"{progress,7:P1} of {_model.Deliveries:N0} deliveries after {elapsed:mm\\:ss}, {progress * _model.Deliveries / elapsed.TotalSeconds:N0} a second, {left:mm\\:ss} left, host started {stack.Host.Restarts + 1} and worker {stack.Worker.Restarts + 1} times"));
        }
    }
}
