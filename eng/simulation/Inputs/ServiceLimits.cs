namespace RingRift.Simulation.Inputs;

/// <summary>What the services take, as documented; the sources stand in docs/scale.md.</summary>
public sealed record ServiceLimits
{
    /// <summary>Events a second into an Event Grid custom topic, basic tier.</summary>
    public double TopicEvents { get; init; } = 5000;

    /// <summary>Messages a second of a storage queue.</summary>
    public double QueueMessages { get; init; } = 2000;

    /// <summary>Entities a second of a table partition.</summary>
    public double TablePartition { get; init; } = 2000;

    /// <summary>Requests a second of a storage account.</summary>
    public double Account { get; init; } = 20_000;

    /// <summary>Seconds of one commit to an aggregate, which excludes others: load, inbox and transaction.</summary>
    public double CommitSeconds { get; init; } = 0.03;

    /// <summary>Seconds from publishing an event to its delivery.</summary>
    public double DeliverySeconds { get; init; } = 0.5;

    /// <summary>Part of the events that is delivered twice: at least once is what is promised.</summary>
    public double DuplicateShare { get; init; } = 0.001;

    /// <summary>Memory of all function instances of a subscription in a region, in MB: the default quota of Flex Consumption.</summary>
    public int FunctionMemoryMb { get; init; } = 512_000;

    /// <summary>Machines of a scale set.</summary>
    public int ScaleSetMachines { get; init; } = 1000;
}
