using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Simulation.Cluster;

/// <summary>What a run came to so far.</summary>
public sealed class RunFigures
{
    private readonly Dictionary<IterationStage, (double Seconds, int Iterations)> _stages = [];

    /// <summary>Iterations that are over.</summary>
    public int Finished { get; private set; }

    /// <summary>Games that iterations past self-play asked for.</summary>
    public long Asked { get; set; }

    /// <summary>Games that were counted.</summary>
    public long Games { get; set; }

    /// <summary>Rows that trainings drew, repeats included.</summary>
    public long Draws { get; set; }

    /// <summary>Events that were no news.</summary>
    public int Stale { get; set; }

    /// <summary>Iterations by how they ended.</summary>
    public Dictionary<IterationOutcome, int> Outcomes { get; } = [];

    /// <summary>Mean seconds of a stage, of the iterations that had it; 0 for none.</summary>
    public (double Seconds, int Iterations) Of(IterationStage stage) => _stages.GetValueOrDefault(stage);

    /// <summary>An iteration is over.</summary>
    public void Finish(SimulatedIteration iteration)
    {
        ArgumentNullException.ThrowIfNull(iteration);
        Finished++;
        var outcome = iteration.State.Outcome!.Value;
        Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
        var times = iteration.Began.OrderBy(stage => stage.Value).ThenBy(stage => stage.Key).ToArray();
        foreach (var (begun, ended) in times.Zip(times.Skip(1)))
        {
            var (seconds, count) = _stages.GetValueOrDefault(begun.Key);
            _stages[begun.Key] = (seconds + ended.Value - begun.Value, count + 1);
        }
    }
}
