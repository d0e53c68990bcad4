namespace RingRift.Eventing.Log;

/// <summary>What somebody asks the log for, as written. What is absent has a default.</summary>
public sealed record EventListText
{
    /// <summary>Earliest time of publishing.</summary>
    public string? From { get; init; }

    /// <summary>Time before which it was published.</summary>
    public string? To { get; init; }

    /// <summary>Types, each as <c>MODEL_PROMOTED</c> or <c>ringrift.model_promoted</c>.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Only this chain.</summary>
    public string? Correlation { get; init; }

    /// <summary>Whether only failed events are wanted: <c>true</c> or <c>false</c>.</summary>
    public string? Failed { get; init; }

    /// <summary>Most events to give.</summary>
    public string? Take { get; init; }
}
