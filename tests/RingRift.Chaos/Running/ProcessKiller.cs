using System.Diagnostics;
using RingRift.Chaos.Model;
using RingRift.Learning.Randomness;
using RingRift.Local.Stack;

namespace RingRift.Chaos.Running;

/// <summary>Kills host and worker with SIGKILL whenever the run has come to a moment that the seed chose.</summary>
/// <param name="stack">Whose processes.</param>
/// <param name="options">How many kills.</param>
/// <param name="progress">How far the run is, 0 to 1.</param>
/// <param name="clock">Clock.</param>
internal sealed class ProcessKiller(ChaosStack stack, ChaosOptions options, Func<double> progress, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Kills of the host so far.</summary>
    public int HostKills { get; private set; }

    /// <summary>Kills of the worker so far.</summary>
    public int WorkerKills { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var random = new SeededRandom((ulong)options.Seed);
        var victims = Enumerable.Range(0, options.Kills).Select(kill => kill % 2 == 0).ToList();
        ChaosModel.Shuffle(victims, random);
        for (var kill = 0; kill < options.Kills; kill++)
        {
            await WhenReachedAsync((kill + random.NextDouble()) / options.Kills, cancellationToken);
            await KillAsync(victims[kill] ? stack.Host : stack.Worker, cancellationToken);
            (HostKills, WorkerKills) = victims[kill] ? (HostKills + 1, WorkerKills) : (HostKills, WorkerKills + 1);
        }
    }

    private async Task WhenReachedAsync(double moment, CancellationToken cancellationToken)
    {
        while (progress() < moment)
        {
            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    /// <summary>Kills a process and waits until its successor runs.</summary>
    private async Task KillAsync(ChildProcess victim, CancellationToken cancellationToken)
    {
        var id = await RunningAsync(victim, _ => true, cancellationToken);
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
        }

        await RunningAsync(victim, next => next != id, cancellationToken);
        if (victim == stack.Host)
        {
            await stack.WhenHealthyAsync(cancellationToken);
        }
    }

    private async Task<int> RunningAsync(ChildProcess process, Func<int, bool> isWanted, CancellationToken cancellationToken)
    {
        while (process.ProcessId is not { } id || !isWanted(id))
        {
            var pause = Task.Delay(BetweenLooks, clock, cancellationToken);
            await await Task.WhenAny(pause, process.Completion);
        }

        return process.ProcessId ?? await RunningAsync(process, isWanted, cancellationToken);
    }
}
