namespace RingRift.Game.Tests;

public sealed class CopyTests
{
    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_play_on_like_the_original_without_touching_it(string config)
    {
        var rules = RandomGame.Short(GameConfig.Parse(config));
        var copy = new GameState(rules);
        RandomGame.Play(
            rules,
            17,
            (state, moves) =>
            {
                var before = StateNotation.Format(state);
                copy.CopyFrom(state);
                var clone = state.Clone();
                var move = moves[state.Ply % moves.Count];
                copy.PlayLegal(move);
                clone.Play(move);

                Assert.Equal(before, StateNotation.Format(state));
                Assert.Equal(StateNotation.Format(copy), StateNotation.Format(clone));
                Assert.Equal(state.Ply + 1, copy.Ply);
            },
            300);
    }

    [Fact]
    public void When_the_rules_differ_should_refuse_to_copy()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_2p")));

        Assert.Throws<ArgumentException>(() => state.CopyFrom(new GameState(GameRules.For(GameConfig.Parse("hex8_3p")))));
    }
}
