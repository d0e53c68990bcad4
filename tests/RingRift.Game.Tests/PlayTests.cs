namespace RingRift.Game.Tests;

public sealed class PlayTests
{
    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void When_a_move_is_illegal_should_refuse_it_and_stay_unchanged(string config)
    {
        var foreign = new Dictionary<MoveKind, Move>();
        RandomGame.Play(
            RandomGame.Short(GameConfig.Parse(config)),
            11,
            (state, moves) =>
            {
                foreach (var move in foreign.Values.Where(move => !moves.Contains(move)))
                {
                    AssertRefused(state, move);
                }

                foreign[moves[moves.Count - 1].Kind] = moves[moves.Count - 1];
            },
            150);

        Assert.True(foreign.Count > 5);
    }

    [Fact]
    public void When_the_bits_are_no_move_should_refuse_them()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_3p")));

        AssertRefused(state, new Move(ulong.MaxValue));
        AssertRefused(state, default);
    }

    [Fact]
    public void When_refusing_should_name_move_phase_and_rule()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("square8_2p")));
        state.Play(MoveNotation.Parse(state, "P:1,6:2"));

        var failure = Assert.Throws<IllegalMoveException>(() => state.Play(MoveNotation.Parse(state, "M:1,6>1,7")));

        Assert.Equal("'M:1,6>1,7'", failure.Move);
        Assert.Equal(Phase.Movement, failure.Phase);
        Assert.Contains("only the stack just placed on 1,6", failure.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_game_is_over_should_refuse_every_move()
    {
        var state = RandomGame.Play(RandomGame.Short(GameConfig.Parse("hex8_2p")), 1);
        var moves = new MoveList();

        state.LegalMoves(moves);

        Assert.Equal(0, moves.Count);
        AssertRefused(state, MoveNotation.Parse(state, "NP"));
    }

    [Fact]
    public void When_seat_two_swaps_should_keep_board_and_turn()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("square8_2p")));
        foreach (var move in (string[])["P:1,6:2", "M:1,6>4,6", "NL", "NT", "SW"])
        {
            state.Play(MoveNotation.Parse(state, move));
        }

        Assert.Equal("P2w0|16,0,0;18,0,0|S4,6=11|M1,6=1|C|A-/f10000/q2.0.0.2+", StateNotation.Format(state));
        Assert.Equal(5, state.Ply);
    }

    [Fact]
    public void When_reset_should_be_the_start_position()
    {
        var rules = RandomGame.Short(GameConfig.Parse("square8_4p"));
        var state = RandomGame.Play(rules, 5);

        state.Reset();

        Assert.Equal(StateNotation.Format(new GameState(rules)), StateNotation.Format(state));
        Assert.Equal(0, state.Ply);
        Assert.Equal(EndKind.None, state.EndKind);
    }

    private static void AssertRefused(GameState state, Move move)
    {
        var before = (StateNotation.Format(state), state.Ply);
        var failure = Assert.Throws<IllegalMoveException>(() => state.Play(move));

        Assert.Equal(state.Phase, failure.Phase);
        Assert.Equal(before, (StateNotation.Format(state), state.Ply));
    }
}
