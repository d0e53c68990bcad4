using RingRift.Chaos.Faults;

namespace RingRift.Chaos.Running;

/// <summary>What a run is asked for.</summary>
internal sealed record ChaosOptions
{
    /// <summary>Seed of input, order, duplicates, faults and kills. What runs at the same time is up to the machine.</summary>
    public required int Seed { get; init; }

    /// <summary>Distinct events, those that follow from others included.</summary>
    public required int Events { get; init; }

    /// <summary>SIGKILLs, shared between the functions' host and the worker.</summary>
    public required int Kills { get; init; }

    /// <summary>Share of deliveries that are made a second time, 0 to 1.</summary>
    public required double Duplicates { get; init; }

    /// <summary>Share of invocations that fail, 0 to 1.</summary>
    public required double Faults { get; init; }

    /// <summary>What a control run goes without.</summary>
    public required BrokenPromise Control { get; init; }

    /// <summary>Shards or chunks of an iteration, 2 to 90.</summary>
    public required int Jobs { get; init; }

    /// <summary>Time after which the run stops and says what is missing.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Folder of the processes' logs.</summary>
    public required string Folder { get; init; }
}
