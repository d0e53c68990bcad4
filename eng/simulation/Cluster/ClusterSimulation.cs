using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>All runs, workers and services together, with the real scaler looking at them every half minute.</summary>
public sealed class ClusterSimulation
{
    private const double LookSeconds = 30;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationInputs _inputs;
    private readonly ScaleRound _round;
    private readonly List<SimulatedRun> _runs = [];
    private readonly Dictionary<WorkKind, SimulatedPool> _pools = [];
    private readonly Dictionary<WorkKind, SimulatedQueue> _queues = [];

    /// <summary>Sets it up.</summary>
    public ClusterSimulation(SimulationInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _inputs = inputs;
        _round = new ScaleRound(inputs.Scaler());
        var chance = new Chance(inputs.Seed);
        Services = new SimulatedServices(Agenda, chance, inputs);
        Holds = new SimulatedHolds(Agenda, Start, inputs.BackPressure(), _queues);
        Functions = new SimulatedFunctions(Agenda, inputs.Deployment.FunctionInstances);
        foreach (var kind in WorkKinds.All)
        {
            var limit = new Throttle(Agenda, $"queue {WorkKinds.QueueOf(kind)} (messages/s)", inputs.Limits.QueueMessages);
            var queue = new SimulatedQueue(Agenda, limit, Services.Account, inputs.Worker.LeaseSeconds);
            var pool = new SimulatedPool(Agenda, chance, kind, inputs, queue, Services);
            queue.Arrived = pool.Match;
            _pools.Add(kind, pool);
            _queues.Add(kind, queue);
        }

        for (var config = 0; config < inputs.Configs; config++)
        {
            _runs.Add(new SimulatedRun(Agenda, chance, inputs, Services, Functions, Holds, _queues));
        }
    }

    /// <summary>The clock.</summary>
    public Agenda Agenda { get; } = new();

    /// <summary>Event Grid and storage.</summary>
    public SimulatedServices Services { get; }

    /// <summary>Back-pressure.</summary>
    public SimulatedHolds Holds { get; }

    /// <summary>Functions.</summary>
    public SimulatedFunctions Functions { get; }

    /// <summary>The runs, one for each config.</summary>
    public IReadOnlyList<SimulatedRun> Runs => _runs;

    /// <summary>The scaler's newest state.</summary>
    public ScalerState? Scaler { get; private set; }

    /// <summary>A kind's workers.</summary>
    public SimulatedPool PoolOf(WorkKind kind) => _pools[kind];

    /// <summary>A kind's queue.</summary>
    public SimulatedQueue QueueOf(WorkKind kind) => _queues[kind];

    /// <summary>Everything with a limit.</summary>
    public IEnumerable<Throttle> Throttles() => [
        Services.Topic, Services.Account, Services.Progress, .. _queues.Values.Select(queue => queue.Requests),
        _runs.MaxBy(run => run.Learner.Commits.Peak)!.Learner.Commits];

    /// <summary>Runs for the time of the inputs.</summary>
    public ClusterSimulation Run()
    {
        foreach (var run in _runs)
        {
            run.Begin();
        }

        Look();
        Holds.Look();
        ReadOpen();
        Agenda.RunUntil(_inputs.Hours * 3600);
        foreach (var throttle in Throttles())
        {
            throttle.Settle();
        }

        return this;
    }

    private void Look()
    {
        var readings = _pools.ToDictionary(pool => pool.Key, pool => (PoolReading?)new PoolReading(
            pool.Key, pool.Value.Capacity, _queues[pool.Key].Load(),
            pool.Value.JobSeconds is { } mean ? TimeSpan.FromSeconds(mean) : null));
        Scaler = _round.Decide(Scaler, readings, Start.AddSeconds(Agenda.Now)).State;
        foreach (var decided in Scaler.Pools)
        {
            Apply(PoolOf(decided.Kind), decided);
        }

        Agenda.After(LookSeconds, Look);
    }

    /// <summary>The daemons read the open iterations of every config, once for all of them.</summary>
    private void ReadOpen()
    {
        Services.Store(writes: 0, reads: 0, rows: _runs.Sum(run => run.Open.Count + 1));
        Agenda.After(Deployment.DaemonSeconds, ReadOpen);
    }

    private static void Apply(SimulatedPool pool, PoolState decided)
    {
        if (decided.Verdict == ScaleVerdict.Stop)
        {
            pool.Stop();
        }
        else if (decided.Wanted != decided.Workers)
        {
            pool.Resize(decided.Wanted);
        }
    }
}
