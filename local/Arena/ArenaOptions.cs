using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Ratings;

namespace RingRift.Local.Arena;

/// <summary>How players meet.</summary>
/// <param name="Config">Board and players.</param>
/// <param name="Pairs">Openings at most, each played once with player A in every seat.</param>
/// <param name="Opening">Decisions at the start of each game that are drawn by lot.</param>
/// <param name="Seed">Seed of openings and players.</param>
/// <param name="Threads">Games of so many blocks are played side by side.</param>
/// <param name="Test">The sequential test that ends a match early.</param>
/// <param name="IsFull">Whether all pairs are played whatever the test says.</param>
internal sealed record ArenaOptions(
    GameConfig Config, int Pairs, int Opening, ulong Seed, int Threads, SequentialTestOptions Test, bool IsFull)
{
    public GameRules Rules { get; } = GameRules.For(Config);

    /// <summary>The games of a run of pairs.</summary>
    public MatchOptions Block(int first, int pairs) =>
        new() { Rules = Rules, Seed = Seed, FirstPair = first, Pairs = pairs, OpeningDecisions = Opening };
}
