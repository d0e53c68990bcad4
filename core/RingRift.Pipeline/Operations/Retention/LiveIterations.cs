using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>The newest iteration of each config, which everything that runs depends on: an iteration begins when the one before it is over.</summary>
/// <param name="states">Their states.</param>
public sealed class LiveIterations(IReadOnlyList<IterationState> states)
{
    private readonly HashSet<string> _iterations = states.Select(state => state.Key().Value).ToHashSet(StringComparer.Ordinal);
    private readonly string[] _jobs = [.. states.Select(state => AggregateKey.Job(JobIds.Of(state.Config, state.Iteration)).Value)];

    /// <summary>Their states.</summary>
    public IReadOnlyList<IterationState> States { get; } = states;

    /// <summary>Whether an aggregate is one of these iterations or a job of one.</summary>
    public bool Holds(AggregateKey key) =>
        _iterations.Contains(key.Value) || _jobs.Any(job => key.Value.StartsWith(job, StringComparison.Ordinal));
}
