using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Learning.Tests.Inference;

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

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 32)]
    public void Should_play_the_same_games_however_many_are_played_at_once(int players, int concurrent)
    {
        var options = new MatchOptions { Rules = new GameRules(BoardKind.Hex8, players, 5), Pairs = 4, Seed = 4, MaxPlies = 60 };
        foreach (var opponent in new Func<IPlayer>[] { () => Network(options.Rules, 9), () => new UctPlayer(6), () => new HeuristicPlayer() })
        {
            using var together = Network(options.Rules, 12);
            var told = new List<PairResult>();
            var pairs = MatchRunner.PlayPairs(options with { ConcurrentGames = concurrent }, together, opponent(), told.Add);

            Assert.Equal(pairs, told.OrderBy(pair => pair.Pair));
            Assert.Equal(Alone(options, opponent), pairs.SelectMany(pair => pair.Games));
        }
    }

    [Fact]
    public void Should_let_each_player_evaluate_a_leaf_of_every_game_at_once()
    {
        var (a, b) = (new HashedNetwork(TestGames.Small.Config, 64), new HashedNetwork(TestGames.Small.Config, 64));
        using var first = new SearchPlayer("a", new NetworkLeafEvaluator(a), 8);
        using var second = new SearchPlayer("b", new NetworkLeafEvaluator(b), 8);

        MatchRunner.PlayPairs(new MatchOptions { Rules = TestGames.Small, Pairs = 5, MaxPlies = 30, ConcurrentGames = 8 }, first, second);

        // Every round serves all games that are not over: those where A searches, and those where B does.
        Assert.Equal(8, a.Batches[0] + b.Batches[0]);
        Assert.InRange(a.Batches.Average() + b.Batches.Average(), 5, 8);
    }

    [Fact]
    public void When_a_player_meets_itself_should_evaluate_both_sides_in_one_batch()
    {
        var network = new HashedNetwork(TestGames.Small.Config, 64);
        using var player = new SearchPlayer("a", new NetworkLeafEvaluator(network), 8);

        MatchRunner.PlayPairs(new MatchOptions { Rules = TestGames.Small, Pairs = 3, MaxPlies = 30 }, player, player);

        Assert.Equal(6, network.Batches[0]);
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

    /// <summary>The games one after the other, each with players of its own that evaluate leaf by leaf.</summary>
    private static List<MatchGame> Alone(MatchOptions options, Func<IPlayer> opponent)
    {
        var games = new List<MatchGame>();
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            using var a = Network(options.Rules, 12);
            games.AddRange(MatchRunner.PlayPairs(options with { FirstPair = pair, Pairs = 1, ConcurrentGames = 1 }, a, opponent())[0].Games);
        }

        return games;
    }

    private static SearchPlayer Network(GameRules rules, int visits) => SearchPlayer.ForNetwork(new HashedNetwork(rules.Config, 16), visits);

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

        public IPlayer ForAnotherGame() => new SwappingPlayer();
    }
}
