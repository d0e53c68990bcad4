using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Cluster;

/// <summary>Back-pressure: the pipeline's policy, measuring the queues as often as its daemon does.</summary>
public sealed class SimulatedHolds(Agenda agenda, DateTimeOffset start, BackPressureOptions options, IReadOnlyDictionary<WorkKind, SimulatedQueue> queues)
{
    /// <summary>Seconds between two looks.</summary>
    public const double LookSeconds = 30;

    private readonly BackPressurePolicy _policy = new(options);
    private BackPressureState? _state;

    /// <summary>Match jobs that were asked for and are not played.</summary>
    public int Matches { get; set; }

    /// <summary>Looks at which some queue was too long.</summary>
    public int Pressed { get; private set; }

    /// <summary>Now, as the policies see it.</summary>
    public DateTimeOffset Time => start.AddSeconds(agenda.Now);

    /// <summary>Whether no iteration may begin.</summary>
    public bool IsPressed => _state?.Pressed(Time) is not null;

    /// <summary>Measures, now and from now on.</summary>
    public void Look()
    {
        var depths = queues.ToDictionary(queue => WorkKinds.QueueOf(queue.Key), queue => queue.Value.Load().Messages);
        depths.Add(JobQueues.Match, Matches);
        _state = _policy.Measure(_state, depths, Time).State;
        Pressed += IsPressed ? 1 : 0;
        agenda.After(LookSeconds, Look);
    }
}
