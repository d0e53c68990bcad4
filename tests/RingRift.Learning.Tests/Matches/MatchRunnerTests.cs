using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;

namespace RingRift.Learning.Tests.Matches;

public sealed class MatchRunnerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Should_play_each_opening_once_from_every_seat(int players)
    {
        var options = new MatchOptions { Rules = new GameRules(BoardKind.Hex8, players, 5), Pairs = 3, Seed = 4 };

        var pairs = MatchRunner.PlayPairs(options, new RandomPlayer(), new RandomPlayer());

        Assert.Equal([0, 1, 2], pairs.Select(pair => pair.Pair));
        Assert.All(pairs, pair =>
        {
            Assert.Equal(Enumerable.Range(1, players), pair.Games.Select(game => game.SeatOfA));
            Assert.Single(pair.Games.Select(game => string.Join(' ', game.Moves.Split(' ')[..4])).Distinct());
        });
        Assert.Equal(3, pairs.Select(pair => pair.Games[0].Moves).Distinct().Count());
    }

    [Fact]
    public void Should_repeat_a_pair_from_the_seed_and_its_number()
    {
        var options = new MatchOptions { Rules = TestGames.Small, Pairs = 4, Seed = 4 };
        var whole = MatchRunner.PlayPairs(options, new UctPlayer(8), new RandomPlayer());
        var part = MatchRunner.PlayPairs(options with { FirstPair = 2, Pairs = 2 }, new UctPlayer(8), new RandomPlayer());

        Assert.Equal(whole.Skip(2).SelectMany(pair => pair.Games), part.SelectMany(pair => pair.Games));
    }

    [Fact]
    public void When_the_pie_rule_is_used_should_follow_the_players_to_their_new_seats()
    {
        var options = new MatchOptions { Rules = TestGames.Small, Pairs = 4, OpeningDecisions = 0 };
        var pairs = MatchRunner.PlayPairs(options, new SwappingPlayer(), new RandomPlayer());
        foreach (var game in pairs.SelectMany(pair => pair.Games).Where(game => game.SeatOfA == 2))
        {
            Assert.Contains("SW", game.Moves.Split(' '));
            var state = new GameState(options.Rules);
            foreach (var text in game.Moves.Split(' '))
            {
                state.Play(MoveNotation.Parse(state, text));
            }

            Assert.Equal(state.Winner == 1 ? 1.0 : 0.0, game.ScoreOfA);
        }
    }

    [Fact]
    public void When_a_game_is_too_long_should_share_it_by_progress()
    {
        var options = new MatchOptions { Rules = TestGames.Small, Pairs = 1, MaxPlies = 10 };
        var pairs = MatchRunner.PlayPairs(options, new RandomPlayer(), new RandomPlayer());
        var score = MatchScore.Of(2, pairs);

        Assert.All(pairs[0].Games, game => Assert.InRange(game.ScoreOfA, 0.01, 0.99));
        Assert.Equal((2, 2, 0), (score.Games, score.Cut, score.Wins));
    }

    [Fact]
    public void When_cancelled_should_stop()
    {
        using var stop = new CancellationTokenSource();
        var options = new MatchOptions { Rules = TestGames.Small, Pairs = 100 };

        Assert.Throws<OperationCanceledException>(() =>
            MatchRunner.PlayPairs(options, new RandomPlayer(), new RandomPlayer(), _ => stop.Cancel(), stop.Token));
    }

    private sealed class SwappingPlayer : IPlayer
    {
        private readonly RandomPlayer _other = new();
        private readonly MoveList _moves = new();

        public string Name => "swapping";

        public void Begin(ulong seed) => _other.Begin(seed);

        public Move Choose(GameState state)
        {
            state.LegalMoves(_moves);
            return _moves.AsSpan().ToArray().FirstOrDefault(move => move.Kind == MoveKind.SwapSides, _other.Choose(state));
        }
    }
}
