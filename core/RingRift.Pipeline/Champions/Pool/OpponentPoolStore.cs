using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>
/// Reads the pool of a config. Its events may be late; what they would tell is read where it came from, so that a choice depends on what
/// happened and not on what was delivered.
/// </summary>
public sealed class OpponentPoolStore(
    IAggregateStore aggregates, IterationStore iterations, IChampionStore champions, OpponentPoolPolicy policy, OpponentPoolOptions options)
{
    /// <summary>The pool with the results of all iterations up to one; empty before the first promotion.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="through">Last iteration, which is over; 0 for none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<OpponentPoolState> ReadAsync(string config, int through, CancellationToken cancellationToken)
    {
        var stored = await aggregates.LoadAsync<OpponentPoolState>(AggregateKey.Opponents(config), cancellationToken);
        var pool = stored?.State ?? new OpponentPoolState { Config = config };
        await foreach (var champion in champions.HistoryAsync(config, cancellationToken))
        {
            pool = policy.Enrol(pool, champion.Model, champion.Iteration);
        }

        for (var iteration = Math.Max(1, through - options.ResultIterations + 1); iteration <= through; iteration++)
        {
            if (!OpponentPoolPolicy.HasResults(pool, iteration)
                && await iterations.FindAsync(config, iteration, cancellationToken) is { Evaluation: { Scores.Count: > 0 } evaluation })
            {
                pool = policy.Count(pool, iteration, evaluation.Candidate, evaluation.Scores);
            }
        }

        return pool;
    }
}

/// <summary>
/// The opponent pool of a config: who was champion, and what candidates scored. Win rates and priorities follow from it and are not stored.
/// </summary>
public sealed record OpponentPoolState : StoredRecord
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Champions, by iteration and model id.</summary>
    public IReadOnlyList<PoolMember> Members { get; init; } = [];

    /// <summary>Results of evaluations, by iteration, in the order of the evaluation.</summary>
    public IReadOnlyList<PoolResult> Results { get; init; } = [];
}

/// <summary>A network that is or was champion.</summary>
/// <param name="Model">The network.</param>
/// <param name="Iteration">Iteration that made it; 0 while not known.</param>
public sealed record PoolMember(ArtifactRef Model, int Iteration) : StoredRecord;

/// <summary>What the candidate of an iteration scored against one opponent.</summary>
/// <param name="Iteration">The iteration.</param>
/// <param name="Player">Model id of the candidate.</param>
/// <param name="Opponent">Model id of the opponent, or the name of a baseline.</param>
/// <param name="Games">Games played.</param>
/// <param name="Wins">Games the candidate won.</param>
/// <param name="Draws">Games without a winner.</param>
/// <param name="Score">Mean score over pairs, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record PoolResult(
    int Iteration, string Player, string Opponent, int Games, int Wins, int Draws, double Score, double Low, double High) : StoredRecord
{
    /// <summary>The result of a score.</summary>
    /// <param name="iteration">Iteration of the candidate.</param>
    /// <param name="candidate">Model id of the candidate.</param>
    /// <param name="score">Its score against the opponent.</param>
    public static PoolResult Of(int iteration, string candidate, OpponentScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var opponent = score.Opponent.Model?.Sha256 ?? score.Opponent.Name;
        return new PoolResult(iteration, candidate, opponent, score.Games, score.Wins, score.Draws, score.Score, score.Low, score.High);
    }
}
