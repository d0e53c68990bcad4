using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Randomness;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests.Samples;

public sealed class SampleSizesTests
{
    private const int Games = 3;

    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_bound_what_random_games_of_every_config_make(string name)
    {
        var config = GameConfig.Parse(name);
        var (decisions, legal, mostLegal) = Play(config);

        Assert.InRange(mostLegal, 1, SampleSizes.MostLegalActions(config));
        Assert.InRange(GameSizes.Decisions(config), decisions / (double)Games, decisions / (double)Games * 2.5);
        Assert.InRange(Board.For(config.Board).CellCount, legal / (double)decisions, legal / (double)decisions * 2.5);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_keep_every_array_within_a_bound(string name)
    {
        var config = GameConfig.Parse(name);
        long rows = SampleSizes.MostRows(config, SampleSizes.MostArrayBytes);

        long[] bytesOfARow = [PositionEncoder.For(config).Size, 4L * SampleSizes.MostLegalActions(config), 8, 4 * config.Players];

        Assert.InRange(rows, 10_000, int.MaxValue);
        Assert.All(bytesOfARow, bytes => Assert.InRange(rows * bytes, 1, SampleSizes.MostArrayBytes));
        Assert.True(
            (rows + 1) * SampleSizes.RowBytes(config) > SampleSizes.MostArrayBytes, $"{rows} rows of {name} leave room for one more");
    }

    private static (int Decisions, long Legal, int MostLegal) Play(GameConfig config)
    {
        var (random, moves, space, actions) = (new SeededRandom(3), new MoveList(), ActionSpace.For(config), new HashSet<int>());
        var (decisions, legal, mostLegal) = (0, 0L, 0);
        var state = new GameState(GameRules.For(config));
        for (var game = 0; game < Games; game++, state.Reset())
        {
            for (state.LegalMoves(moves); !state.IsOver; state.LegalMoves(moves))
            {
                actions.Clear();
                foreach (var move in moves.AsSpan())
                {
                    actions.Add(space.IndexOf(move));
                }

                decisions += moves.Count > 1 ? 1 : 0;
                legal += moves.Count > 1 ? actions.Count : 0;
                mostLegal = Math.Max(mostLegal, actions.Count);
                state.PlayLegal(moves[random.Next(moves.Count)]);
            }
        }

        return (decisions, legal, mostLegal);
    }
}
