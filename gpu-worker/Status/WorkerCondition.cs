namespace RingRift.GpuWorker.Status;

/// <summary>What a worker knows about itself at one moment.</summary>
public sealed record WorkerCondition
{
    /// <summary>Last sign of life of the loop or of the job it runs (UTC).</summary>
    public required DateTimeOffset LastBeat { get; init; }

    /// <summary>Since when there was no job (UTC); means nothing while <see cref="AtWork"/>.</summary>
    public required DateTimeOffset IdleSince { get; init; }

    /// <summary>Whether jobs follow one another: from the first one taken until all queues were found empty.</summary>
    public bool AtWork { get; init; }

    /// <summary>Where the self-test stands.</summary>
    public SelfTestState SelfTest { get; init; }

    /// <summary>What the self-test found; empty unless it failed.</summary>
    public IReadOnlyList<string> SelfTestFailures { get; init; } = [];

    /// <summary>Which rungs it stands on and what that costs; null on the first ones.</summary>
    public string? Rungs { get; init; }

    /// <summary>Where it starts itself again when it has stopped; null when it does not.</summary>
    public RungStand? StartAgain { get; init; }

    /// <summary>
    /// What the storage last answered with, if that was a fault, or that it has not answered yet; null when the last call worked.
    /// </summary>
    public string? StorageFault { get; init; }

    /// <summary>Why no more jobs are taken; null while they are.</summary>
    public string? DrainReason { get; init; }

    /// <summary>Whether the last job is given back or ended and no other will be taken.</summary>
    public bool LoopEnded { get; init; }
}
