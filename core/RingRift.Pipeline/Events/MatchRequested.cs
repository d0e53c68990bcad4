using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>Command: play one chunk of paired evaluation games.</summary>
public sealed record MatchRequested : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.MatchRequested;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Id of the job, the same for every delivery and attempt.</summary>
    public required string JobId { get; init; }

    /// <summary>Network under evaluation.</summary>
    public required ArtifactRef Candidate { get; init; }

    /// <summary>Whom it meets.</summary>
    public required Opponent Opponent { get; init; }

    /// <summary>Index of the first opening of this chunk.</summary>
    public required int FirstPair { get; init; }

    /// <summary>Openings to play; each is played once from every seat.</summary>
    public required int Pairs { get; init; }

    /// <summary>Search budget of networks, in simulations for each move.</summary>
    public required int Simulations { get; init; }

    /// <summary>Seed of the openings.</summary>
    public required long Seed { get; init; }
}
