using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>One chunk of evaluation games.</summary>
public sealed record MatchState : StoredRecord
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Whom the candidate meets.</summary>
    public required Opponent Opponent { get; init; }

    /// <summary>First opening.</summary>
    public required int FirstPair { get; init; }

    /// <summary>Openings.</summary>
    public required int Pairs { get; init; }

    /// <summary>Mean score of the candidate in each pair; null until the chunk is played.</summary>
    public IReadOnlyList<double>? PairScores { get; init; }

    /// <summary>Whether the chunk is not waited for any more, because its opponent cannot be played.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Games played.</summary>
    public int Games { get; init; }

    /// <summary>Games the candidate won.</summary>
    public int Wins { get; init; }

    /// <summary>Games without a winner.</summary>
    public int Draws { get; init; }

    /// <summary>Whether nothing more comes of the chunk.</summary>
    public bool IsSettled() => Withdrawn || PairScores is not null;
}
