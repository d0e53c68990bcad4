using RingRift.Eventing.Records;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Iterations;

/// <summary>What the promotion gate said of a candidate, with all it went by (ADR 0038).</summary>
public sealed record GateVerdict : StoredRecord
{
    /// <summary>Whether the candidate became champion.</summary>
    public required bool Passed { get; init; }

    /// <summary>The same in words, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Whom the candidate had to be better than.</summary>
    public required string Opponent { get; init; }

    /// <summary>What the sequential test accepted.</summary>
    public required SequentialVerdict Verdict { get; init; }

    /// <summary>Log likelihood ratio of H1 over H0 after the last pair counted, in nats.</summary>
    public required double LogLikelihoodRatio { get; init; }

    /// <summary>Ratio at which H0 is accepted.</summary>
    public required double Lower { get; init; }

    /// <summary>Ratio at which H1 is accepted.</summary>
    public required double Upper { get; init; }

    /// <summary>Pairs counted, up to the one that decided.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs after which it would have been refused undecided; 0 where no such number was kept.</summary>
    public required int MostPairs { get; init; }

    /// <summary>How many pairs ended with which score, by score.</summary>
    public required IReadOnlyList<ScoreCount> Counts { get; init; }

    /// <summary>Elo difference of H0.</summary>
    public required double Elo0 { get; init; }

    /// <summary>Elo difference of H1.</summary>
    public required double Elo1 { get; init; }

    /// <summary>Probability of H1 where H0 is true.</summary>
    public required double Alpha { get; init; }

    /// <summary>Probability of H0 where H1 is true.</summary>
    public required double Beta { get; init; }
}

/// <summary>How many pairs of a match ended with one score.</summary>
/// <param name="Score">Mean share of the pair, 0 to 1.</param>
/// <param name="Pairs">Pairs that ended so.</param>
public sealed record ScoreCount(double Score, int Pairs) : StoredRecord;
