using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>The champion's network is verified where workers read it.</summary>
public sealed record ModelDistributionComplete : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.ModelDistributionComplete;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>The champion.</summary>
    public required ArtifactRef Model { get; init; }

    /// <summary>Name of the alias blob workers may watch.</summary>
    public required string Location { get; init; }
}
