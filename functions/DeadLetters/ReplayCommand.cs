using System.Text.Json.Serialization;

namespace RingRift.Functions.DeadLetters;

/// <summary>Body of a replay: the consumer, either a correlation or from and to, and why.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayCommand
{
    /// <summary>Who gets the events.</summary>
    public string? Consumer { get; init; }

    /// <summary>The chain to replay.</summary>
    public string? Correlation { get; init; }

    /// <summary>Published at or after this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? From { get; init; }

    /// <summary>Published before this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? To { get; init; }

    /// <summary>Why; stands in the log.</summary>
    public string? Reason { get; init; }

    /// <summary>Only say which events it would be.</summary>
    public bool DryRun { get; init; }
}
