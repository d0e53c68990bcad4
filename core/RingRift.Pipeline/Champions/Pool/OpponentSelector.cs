using RingRift.Learning.Randomness;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Draws an opponent: with epsilon evenly, otherwise in proportion to priority.</summary>
public sealed class OpponentSelector(OpponentPoolOptions options)
{
    /// <summary>Probability of each opponent, in the same order; they add up to 1.</summary>
    public IReadOnlyList<double> Chances(IReadOnlyList<RatedOpponent> opponents)
    {
        ArgumentNullException.ThrowIfNull(opponents);
        var total = opponents.Sum(opponent => opponent.Priority);
        return [.. opponents.Select(opponent => (options.Epsilon / opponents.Count) + ((1 - options.Epsilon) * opponent.Priority / total))];
    }

    /// <summary>The opponent of a seed; null when there is none to choose from.</summary>
    /// <param name="opponents">To choose from, in a fixed order.</param>
    /// <param name="seed">Decides, and nothing else does.</param>
    public RatedOpponent? Select(IReadOnlyList<RatedOpponent> opponents, long seed)
    {
        var chances = Chances(opponents);
        var draw = new SeededRandom(unchecked((ulong)seed)).NextDouble();
        for (var index = 0; index < opponents.Count; index++)
        {
            draw -= chances[index];
            if (draw < 0)
            {
                return opponents[index];
            }
        }

        return opponents.Count > 0 ? opponents[^1] : null;
    }
}
