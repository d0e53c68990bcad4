using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Cluster;

/// <summary>One iteration of a config.</summary>
/// <param name="state">Its state, which the pipeline's policies change.</param>
public sealed class SimulatedIteration(IterationState state)
{
    private readonly Dictionary<IterationStage, double> _began = [];

    /// <summary>From 1.</summary>
    public int Number { get; } = state.Iteration;

    /// <summary>Its state.</summary>
    public IterationState State { get; set; } = state;

    /// <summary>Games that are asked for.</summary>
    public int Games => State.Plan.Shards * State.Plan.GamesPerShard;

    /// <summary>Commits to it, one after the other, once many come together; null before that.</summary>
    public Throttle? Commits { get; set; }

    /// <summary>When each stage began, in simulated seconds.</summary>
    public IReadOnlyDictionary<IterationStage, double> Began => _began;

    /// <summary>It is at a stage from now on.</summary>
    public void Enter(IterationStage stage, double now) => _began.TryAdd(stage, now);
}
