using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Learning.Search;
using RingRift.Learning.Tests.Inference;

namespace RingRift.Learning.Tests.Players;

public sealed class PlayersTests
{
    private static readonly GameRules Rules = GameRules.For(GameConfig.Parse("hex8_2p"));

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_beat_random_play_with_the_heuristic() => Assert.True(Score(new HeuristicPlayer(), new RandomPlayer(), 25) > 0.85);

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_beat_random_play_with_a_search_with_rollouts() => Assert.True(Score(new UctPlayer(24), new RandomPlayer(), 15) > 0.8);

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_beat_fewer_rollouts_with_more() => Assert.True(Score(new UctPlayer(128), new UctPlayer(2), 12) > 0.65);

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    [InlineData("hex8_4p")]
    public void When_the_heuristic_can_win_within_its_turn_should_do_so(string config)
    {
        var (board, players) = (GameConfig.Parse(config).Board, GameConfig.Parse(config).Players);
        var player = new HeuristicPlayer();
        foreach (var position in TestGames.WinsInOne(new GameRules(board, players, 4)).Take(8))
        {
            var after = position.Clone();
            while (!after.IsOver && after.SeatToMove == position.SeatToMove)
            {
                after.Play(player.Choose(after));
                ForcedPlies.PlayThrough(after, new MoveList());
            }

            Assert.Equal(position.SeatToMove, after.Winner);
        }
    }

    [Fact]
    public void When_a_game_is_finished_should_be_worth_a_win_to_the_winner_alone()
    {
        var evaluation = new HeuristicEvaluation(new HeuristicWeights());
        var (state, player) = (new GameState(TestGames.Small), new RandomPlayer());
        while (!state.IsOver)
        {
            state.Play(player.Choose(state));
        }

        Assert.Equal(HeuristicEvaluation.Win, evaluation.Score(state, state.Winner));
        Assert.Equal(-HeuristicEvaluation.Win, evaluation.Score(state, 3 - state.Winner));
    }

    [Fact]
    public void When_the_seed_is_the_same_should_choose_the_same()
    {
        using var network = new SearchPlayer("uniform", new NetworkLeafEvaluator(new UniformEvaluator(Rules.Config)), 20, openingDecisions: 5);
        foreach (var player in new IPlayer[] { new RandomPlayer(), new HeuristicPlayer(), new UctPlayer(8), network })
        {
            Assert.Equal(Game(player, 3), Game(player, 3));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void When_it_stops_as_soon_as_a_move_is_decided_should_play_the_same_for_fewer_evaluations(int openingDecisions)
    {
        var (patient, thrifty) = (new HashedNetwork(Rules.Config, 1), new HashedNetwork(Rules.Config, 1));
        using var full = new SearchPlayer("full", new NetworkLeafEvaluator(patient), 48, openingDecisions: openingDecisions);
        using var stopping = new SearchPlayer("stopping", new NetworkLeafEvaluator(thrifty), 48, openingDecisions: openingDecisions, stopsWhenDecided: true);

        Assert.Equal(Game(full, 3), Game(stopping, 3));

        Assert.True(thrifty.Batches.Count < patient.Batches.Count, $"{thrifty.Batches.Count} evaluations of {patient.Batches.Count}");
    }

    [Fact]
    public void When_it_keeps_answers_should_play_the_same_for_fewer_evaluations()
    {
        var (forgetful, keeping) = (new HashedNetwork(Rules.Config, 1), new HashedNetwork(Rules.Config, 1));
        using var asking = new SearchPlayer("asking", new NetworkLeafEvaluator(forgetful), 48);
        using var remembering = new SearchPlayer("remembering", new CachingLeafEvaluator(keeping), 48);

        Assert.Equal(Game(asking, 3), Game(remembering, 3));

        Assert.True(keeping.Batches.Count < forgetful.Batches.Count, $"{keeping.Batches.Count} evaluations of {forgetful.Batches.Count}");
    }

    [Fact]
    public void When_a_player_is_made_for_another_game_should_play_as_the_first_one_does()
    {
        using var network = SearchPlayer.ForNetwork(new HashedNetwork(Rules.Config, 1), 12);
        foreach (var player in new IPlayer[] { new RandomPlayer(), new HeuristicPlayer(new HeuristicWeights { Territory = 9 }), new UctPlayer(8), network })
        {
            var other = player.ForAnotherGame();

            Assert.NotSame(player, other);
            Assert.Equal((player.Name, Game(player, 3)), (other.Name, Game(other, 3)));
        }
    }

    [Fact]
    public void When_a_player_is_made_for_another_game_should_leave_the_network_to_the_first_one()
    {
        var network = new HashedNetwork(Rules.Config, 1);
        var player = SearchPlayer.ForNetwork(network, 12);

        ((IDisposable)player.ForAnotherGame()).Dispose();
        Assert.False(network.Disposed);
        player.Dispose();
        Assert.True(network.Disposed);
    }

    private static string Game(IPlayer player, ulong seed)
    {
        var state = new GameState(Rules);
        var moves = new List<Move>();
        player.Begin(seed);
        while (!state.IsOver && state.Ply < 60)
        {
            moves.Add(player.Choose(state));
            state.Play(moves[^1]);
        }

        return string.Join(' ', moves.Select(move => move.Bits));
    }

    private static double Score(IPlayer a, IPlayer b, int pairs) =>
        MatchScore.Of(2, MatchRunner.PlayPairs(new MatchOptions { Rules = Rules, Pairs = pairs, Seed = 9 }, a, b)).Pairs.Score;
}
