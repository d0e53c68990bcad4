using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Learning.Tests.Inference;

namespace RingRift.Learning.Tests.Players;

public sealed class FixedOpponentsTests
{
    private static readonly GameRules Rules = GameRules.For(GameConfig.Parse("hex8_2p"));

    [Theory]
    [InlineData("random")]
    [InlineData("greedy")]
    [InlineData("heuristic")]
    [InlineData("alpha-beta-1")]
    [InlineData("alpha-beta-2")]
    [InlineData("uct-8")]
    public void When_the_seed_is_the_same_should_play_the_same_game_by_its_name(string name)
    {
        Assert.True(Baseline.TryCreate(name, out var player));

        Assert.Equal(name, player.Name);
        Assert.Equal(Game(player, 3), Game(player.ForAnotherGame(), 3));
        Assert.NotEqual(Game(player, 3), Game(player, 4));
    }

    [Theory]
    [InlineData("alpha-beta-0")]
    [InlineData("alpha-beta-7")]
    [InlineData("alpha-beta-02")]
    [InlineData("alpha-beta")]
    [InlineData("uct-1")]
    [InlineData("uct-+2")]
    [InlineData("uct-1000001")]
    [InlineData("greedy-1")]
    [InlineData("")]
    public void When_a_name_is_none_of_them_should_say_so(string name)
    {
        Assert.False(Baseline.IsKnown(name));
        Assert.False(Baseline.TryCreate(name, out _));
    }

    /// <summary>Pruning must change nothing: the move has the value that a search of everything gives, and no other move a better one.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Should_choose_what_a_search_without_pruning_finds_best(int players, int depth)
    {
        var rules = new GameRules(BoardKind.Hex8, players, 5);
        var player = new AlphaBetaPlayer(depth);
        foreach (var position in Late(rules).Take(6))
        {
            var chosen = player.Choose(position);

            var (moves, scores) = (new MoveList(), new Dictionary<Move, float>());
            position.LegalMoves(moves);
            foreach (var move in moves.AsSpan().ToArray())
            {
                scores[move] = Everything(position, move, position.SeatToMove, depth);
            }

            Assert.Equal(scores.Values.Max(), scores[chosen]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void When_the_first_seat_is_far_ahead_should_take_its_side_over(int depth)
    {
        var ahead = StateNotation.ParseComposed(Rules, "P2w0|2,13,0;18,0,0|S0,3=111|M0,0=1|C|A-/f00001/q1.0.0.1+");

        Assert.Equal(MoveKind.SwapSides, new AlphaBetaPlayer(depth).Choose(ahead).Kind);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_beat_the_one_ply_with_alpha_beta()
    {
        var options = new MatchOptions { Rules = Rules, Pairs = 15, Seed = 9 };
        var pairs = MatchRunner.PlayPairs(options, new AlphaBetaPlayer(2), new HeuristicPlayer(onePly: true));
        Assert.True(MatchScore.Of(2, pairs).Pairs.Score > 0.6);
    }

    [Fact]
    public void When_a_network_plays_without_search_should_take_the_move_its_policy_gives_most()
    {
        using var player = new PolicyPlayer(new HashedNetwork(Rules.Config, 1));
        var (state, moves, random) = (new GameState(Rules), new MoveList(), new SeededRandom(2));
        for (var ply = 0; ply < 12; ply++)
        {
            state.LegalMoves(moves);
            if (moves.Count > 1)
            {
                var found = player.Analyse(state, null, CancellationToken.None);
                Assert.Equal(found.Best, player.Choose(state));
                Assert.Equal(found.Moves.Max(move => move.Prior), found.Moves.Single(move => move.Move == found.Best).Prior);
                Assert.Equal((0, moves.Count, 1f), (found.Visits, found.Moves.Count, MathF.Round(found.Values.Sum(), 4)));
            }

            state.Play(moves[random.Next(moves.Count)]);
        }
    }

    [Fact]
    public void When_told_how_long_should_search_as_long()
    {
        var (player, state) = (new UctPlayer(40), new GameState(Rules));
        using var enough = new CancellationTokenSource();

        Assert.Equal(40, player.Analyse(state, null, enough.Token).Visits);
        Assert.Equal(90, player.Analyse(state, 90, enough.Token).Visits);
        enough.Cancel();
        Assert.InRange(player.Analyse(state, 1_000_000, enough.Token).Visits, 2, 3);
    }

    private static float Everything(GameState state, Move move, int seat, int depth)
    {
        var (after, moves) = (state.Clone(), new MoveList());
        after.Play(move);
        RingRift.Learning.Search.ForcedPlies.PlayThrough(after, moves);
        var mine = move.Kind == MoveKind.SwapSides ? 3 - seat : seat;
        if (after.IsOver || depth == 1)
        {
            return new HeuristicEvaluation(new HeuristicWeights()).Score(after, mine);
        }

        var scores = moves.AsSpan().ToArray().Select(next => Everything(after, next, mine, depth - 1));
        return after.SeatToMove == mine ? scores.Max() : scores.Min();
    }

    /// <summary>Positions with a few legal moves, in which a search of everything takes no time.</summary>
    private static IEnumerable<GameState> Late(GameRules rules)
    {
        var moves = new MoveList();
        for (ulong seed = 0; ; seed++)
        {
            var (state, random) = (new GameState(rules), new SeededRandom(seed));
            for (state.LegalMoves(moves); !state.IsOver; state.LegalMoves(moves))
            {
                if (state.Ply > 20 && moves.Count is > 1 and < 24)
                {
                    yield return state;
                    break;
                }

                state.Play(moves[random.Next(moves.Count)]);
            }
        }
    }

    private static string Game(IPlayer player, ulong seed)
    {
        var (state, moves) = (new GameState(Rules), new List<ulong>());
        player.Begin(seed);
        while (!state.IsOver && state.Ply < 25)
        {
            var move = player.Choose(state);
            moves.Add(move.Bits);
            state.Play(move);
        }

        return string.Join(' ', moves);
    }
}
