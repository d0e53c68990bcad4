using System.Collections.Concurrent;

namespace RingRift.Pipeline.Iterations;

/// <summary>
/// All iterations of a config for those who look again and again. What is over hardly changes any more, so a look reads only what is not, and
/// everything once a minute; its cost does not grow with the run.
/// </summary>
public sealed class IterationHistory(IterationStore iterations, TimeProvider time)
{
    /// <summary>How old what was read of a finished iteration may be.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>All iterations, oldest first. The ones that are over may be as old as <see cref="ReadAgainAfter"/>.</summary>
    public async Task<IReadOnlyList<IterationState>> ReadAsync(string config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        var now = time.GetTimestamp();
        var seen = _seen.GetValueOrDefault(config) is { States.Count: > 0 } before && time.GetElapsedTime(before.ReadAt, now) < ReadAgainAfter
            ? before with { States = await ReadNewAsync(config, before.States, cancellationToken).ConfigureAwait(false) }
            : new Seen(now, await iterations.ListAsync(config, cancellationToken).ConfigureAwait(false));

        // Two at once read the same; whose is kept does not matter.
        _seen[config] = seen;
        return seen.States;
    }

    private async Task<IReadOnlyList<IterationState>> ReadNewAsync(string config, IReadOnlyList<IterationState> before, CancellationToken cancellationToken)
    {
        var states = before.TakeWhile(state => state.Stage == IterationStage.Finished).ToList();
        var next = before[0].Iteration + states.Count;
        while (await iterations.FindAsync(config, next, cancellationToken).ConfigureAwait(false) is { } state)
        {
            states.Add(state);
            next++;
        }

        return states;
    }

    private sealed record Seen(long ReadAt, IReadOnlyList<IterationState> States);
}
