namespace RingRift.Pipeline.Events;

/// <summary>One chunk of paired evaluation games is played.</summary>
public sealed record MatchCompleted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.MatchCompleted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Job that played it.</summary>
    public required string JobId { get; init; }

    /// <summary>Whom the candidate met.</summary>
    public required Opponent Opponent { get; init; }

    /// <summary>Mean score of the candidate in each pair, 0 to 1.</summary>
    public required IReadOnlyList<double> PairScores { get; init; }

    /// <summary>Games played.</summary>
    public required int Games { get; init; }

    /// <summary>Games the candidate won.</summary>
    public required int Wins { get; init; }

    /// <summary>Games without a winner.</summary>
    public required int Draws { get; init; }
}
