using System.Collections.Concurrent;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

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
    /// <returns>The states, and the iterations that this version cannot read.</returns>
    public async Task<(IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)> ReadAsync(string config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        var now = time.GetTimestamp();
        var seen = _seen.GetValueOrDefault(config) is { States.Count: > 0, Unreadable.Count: 0 } before && time.GetElapsedTime(before.ReadAt, now) < ReadAgainAfter
            ? await ReadNewAsync(config, before, cancellationToken).ConfigureAwait(false)
            : await ReadAllAsync(now, config, cancellationToken).ConfigureAwait(false);

        // Two at once read the same; whose is kept does not matter.
        _seen[config] = seen;
        return (seen.States, seen.Unreadable);
    }

    private async Task<Seen> ReadAllAsync(long now, string config, CancellationToken cancellationToken)
    {
        var unreadable = new List<UnreadableRecord>();
        return new Seen(now, await iterations.ListAsync(config, unreadable, cancellationToken).ConfigureAwait(false), unreadable);
    }

    private async Task<Seen> ReadNewAsync(string config, Seen before, CancellationToken cancellationToken)
    {
        var states = before.States.TakeWhile(state => state.Stage == IterationStage.Finished).ToList();
        var next = before.States[0].Iteration + states.Count;
        try
        {
            while (await iterations.FindAsync(config, next, cancellationToken).ConfigureAwait(false) is { } state)
            {
                states.Add(state);
                next++;
            }

            return before with { States = states };
        }
        catch (UnreadableRecordException noted)
        {
            return before with { States = states, Unreadable = [noted.Unreadable] };
        }
    }

    private sealed record Seen(long ReadAt, IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable);
}
