using RingRift.Eventing.Events;

namespace RingRift.Simulation.Cluster;

/// <summary>One iteration of a config.</summary>
/// <param name="number">From 1.</param>
/// <param name="shards">Shards that are asked for.</param>
/// <param name="games">Games of each.</param>
public sealed class SimulatedIteration(int number, int shards, int games)
{
    private readonly HashSet<SimulatedJob> _counted = [];
    private readonly HashSet<int> _matches = [];

    /// <summary>From 1.</summary>
    public int Number => number;

    /// <summary>Shards that are asked for.</summary>
    public int Shards => shards;

    /// <summary>All games that are asked for.</summary>
    public int Games => shards * games;

    /// <summary>Games that were counted.</summary>
    public int Counted => _counted.Sum(job => job.Units);

    /// <summary>When each stage began, in simulated seconds.</summary>
    public Dictionary<IterationStage, double> Began { get; } = [];

    /// <summary>Counts a shard; false when it is a repeat.</summary>
    public bool TryCount(SimulatedJob shard) => _counted.Add(shard);

    /// <summary>Whether all shards are counted.</summary>
    public bool IsPlayed => _counted.Count == shards;

    /// <summary>Counts a match job; false when it is a repeat.</summary>
    public bool TryCountMatch(int match) => _matches.Add(match);

    /// <summary>Match jobs that were counted.</summary>
    public int Matches => _matches.Count;
}
