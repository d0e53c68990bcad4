using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>
/// Reads the pool of a config. Its events may be late; what they would tell is read where it came from, so that a choice depends on what happened
/// and not on what was delivered.
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
