using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Keeps the pool. What is told again or in another order leads to the same pool.</summary>
public sealed class OpponentPoolPolicy(OpponentPoolOptions options)
{
    /// <summary>Adds a champion.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="model">The network.</param>
    /// <param name="iteration">Iteration that made it; 0 where not known.</param>
    public OpponentPoolState Enrol(OpponentPoolState pool, ArtifactRef model, int iteration)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var known = pool.Members.FirstOrDefault(member => member.Model == model);
        var member = (known ?? new PoolMember(model, 0)) with { Iteration = Math.Max(iteration, known?.Iteration ?? 0) };
        return member == known
            ? pool
            : pool with
            {
                Members = [.. Ordered(pool.Members.Where(other => other.Model != model).Append(member)).TakeLast(options.Capacity)],
            };
    }

    /// <summary>Counts the results of an iteration, once.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="candidate">Its candidate.</param>
    /// <param name="scores">What the candidate scored.</param>
    public OpponentPoolState Count(OpponentPoolState pool, int iteration, ArtifactRef candidate, IReadOnlyList<OpponentScore> scores)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(candidate);
        if (HasResults(pool, iteration))
        {
            return pool;
        }

        var results = pool.Results.Concat(
            scores.Select(score => PoolResult.Of(iteration, candidate.Sha256, score))).OrderBy(result => result.Iteration).ToList();
        var newest = results.Count > 0 ? results[^1].Iteration : iteration;
        var champions = pool.Members.Select(member => member.Model.Sha256).ToHashSet(StringComparer.Ordinal);
        return pool with
        {
            Results =
            [
                .. results.Where(result => result.Iteration > newest - options.ResultIterations || champions.Contains(result.Player))
            ],
        };
    }

    /// <summary>Whether the results of an iteration are counted.</summary>
    public static bool HasResults(OpponentPoolState pool, int iteration)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Results.Any(result => result.Iteration == iteration);
    }

    private static IEnumerable<PoolMember> Ordered(IEnumerable<PoolMember> members) =>
        members.OrderBy(member => member.Iteration).ThenBy(member => member.Model.Sha256, StringComparer.Ordinal);
}

/// <summary>A past champion as an opponent.</summary>
/// <param name="Member">The network.</param>
/// <param name="Games">Games of candidates against it.</param>
/// <param name="WinRate">Their win rate, 0 to 1: newer games count more, an even score is mixed in, 0.5 is even for any number of
/// players.</param>
/// <param name="Priority">Weight it is drawn with: 1 / (|win rate - target| + 0.1).</param>
public sealed record RatedOpponent(PoolMember Member, int Games, double WinRate, double Priority);
