using System.Collections.Concurrent;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// The iterations of a config that people are shown, for those who look again and again: those that are open, and those that ever had a candidate or failed.
/// All others only had games; they are counted by the learner. What is over does not change, so a look reads only what was open at the last one and what
/// began since; its cost does not grow with the run.
/// </summary>
public sealed class IterationHistory(IterationStore iterations)
{
    private const int ReadTogether = 16;
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>The iterations, oldest first.</summary>
    /// <param name="learner">The learner of the config.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The states, and the iterations that this version cannot read.</returns>
    public async Task<(IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)> ReadAsync(LearnerState learner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(learner);
        var seen = _seen.GetValueOrDefault(learner.Config) is { Unreadable.Count: 0 } before
            ? await ReadNewAsync(learner, before, cancellationToken).ConfigureAwait(false)
            : await ReadAllAsync(learner, cancellationToken).ConfigureAwait(false);

        // Two at once read the same; whose is kept does not matter.
        _seen[learner.Config] = seen;
        return (seen.States, seen.Unreadable);
    }

    private async Task<Seen> ReadAllAsync(LearnerState learner, CancellationToken cancellationToken)
    {
        var unreadable = new List<UnreadableRecord>();
        var states = await iterations.ListAsync(learner.Config, unreadable, cancellationToken).ConfigureAwait(false);
        return new Seen(Math.Max(learner.Begun, states.Count == 0 ? 0 : states[^1].Iteration), [.. states.Where(IsShown)], unreadable);
    }

    private async Task<Seen> ReadNewAsync(LearnerState learner, Seen before, CancellationToken cancellationToken)
    {
        var over = before.States.Where(state => state.Stage == IterationStage.Finished).ToList();
        var numbers = before.States.Where(state => state.Stage != IterationStage.Finished).Select(state => state.Iteration)
            .Concat(Enumerable.Range(before.Newest + 1, Math.Max(0, learner.Begun - before.Newest)));
        try
        {
            var read = new List<IterationState?>();
            foreach (var several in numbers.Chunk(ReadTogether))
            {
                read.AddRange(await Task.WhenAll(several.Select(number => iterations.FindAsync(learner.Config, number, cancellationToken))).ConfigureAwait(false));
            }

            return new Seen(Math.Max(before.Newest, learner.Begun), [.. over.Concat(read.OfType<IterationState>().Where(IsShown)).OrderBy(state => state.Iteration)], []);
        }
        catch (UnreadableRecordException noted)
        {
            return before with { Unreadable = [noted.Unreadable] };
        }
    }

    private static bool IsShown(IterationState state) => state.Stage != IterationStage.Finished || state.Training is not null || state.IsFailure();

    private sealed record Seen(int Newest, IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable);
}
