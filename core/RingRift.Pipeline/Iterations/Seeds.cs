using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.Pipeline.Iterations;

/// <summary>Derives every seed of a run from one.</summary>
internal static class Seeds
{
    private const ulong Training = 1_000_001;
    private const ulong Matches = 1_000_002;
    private const ulong Opponent = 1_000_003;

    public static long OfIteration(long run, string config, int iteration)
    {
        var number = GameConfig.All.ToList().IndexOf(GameConfig.Parse(config));
        return Derive(Derive(run, (ulong)number), (ulong)iteration);
    }

    public static long OfShard(long iteration, int shard) => Derive(iteration, (ulong)shard);

    public static long OfTraining(long iteration) => Derive(iteration, Training);

    /// <summary>One seed for all opponents: each meets the candidate on the same openings.</summary>
    public static long OfMatches(long iteration) => Derive(iteration, Matches);

    public static long OfOpponent(long iteration) => Derive(iteration, Opponent);

    private static long Derive(long seed, ulong index) => unchecked((long)SeededRandom.Derive((ulong)seed, index));
}
