using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>Why a process is no more.</summary>
/// <param name="Cause">In a few words, behind "last".</param>
/// <param name="LastWords">What it said last.</param>
internal sealed record ProcessEnd(string Cause, string LastWords);

/// <summary>Starts a process again when it has ended, with growing pauses, until it ends too often in a row.</summary>
/// <param name="name">Name of the process for people.</param>
/// <param name="logFile">Where to read more.</param>
/// <param name="clock">Clock of the stack.</param>
internal sealed class Supervision(string name, string logFile, TimeProvider clock)
{
    /// <summary>Unexpected ends in a row that are answered by a new start. A run of <see cref="Healthy"/> begins a new row.</summary>
    public int MaxRestarts { get; init; } = 5;

    /// <summary>A process that ran this long was healthy.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Starts beyond the first.</summary>
    public int Restarts { get; private set; }

    /// <summary>What people should know of it; null when there is nothing.</summary>
    public string? Note(Liveness liveness) =>
        liveness.Silent is { } silent ? $"{name} has not answered for {silent.TotalSeconds:0} s; see {logFile}"
        : Restarts > 0 ? $"{name} was started again {Restarts} times; see {logFile}"
        : null;

    /// <summary>Runs it again and again, until it is stopped.</summary>
    /// <param name="runOnce">Runs it to its end; returns soon when it is told to stop.</param>
    /// <param name="stopping">Stops it.</param>
    /// <exception cref="CommandException">It ended too often in a row.</exception>
    public async Task RunAsync(Func<CancellationToken, Task<ProcessEnd>> runOnce, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            var started = clock.GetTimestamp();
            var end = await runOnce(stopping).ConfigureAwait(false);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            failures = clock.GetElapsedTime(started) >= Healthy ? 1 : failures + 1;
            if (failures > MaxRestarts)
            {
                throw new CommandException($"{name} ended {failures} times, last {end.Cause}; its log is {logFile}:\n{end.LastWords}");
            }

            Restarts++;
            await Task.Delay(TimeSpan.FromSeconds(failures), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
