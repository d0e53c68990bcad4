using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;

namespace RingRift.Learning.Tests.Inference;

public sealed class LegalPolicyTests
{
    // Seat 2 controls no stack, and two stacks hide a ring of it: each recovery slide can be paid for in two ways.
    private const string TwoExtractions =
        "M2w0|0,0,0;2,0,0;1,1,0|S-1,1=111;0,-3=3;2,0=21;3,0=23|M-4,0=1;-4,1=3;-1,-3=1;-1,-2=3;-1,-1=2;2,-4=2;4,-4=2|C|A-/f00000/q2.0.0.2+";

    [Fact]
    public void Should_give_moves_that_share_an_action_equal_parts_of_its_prior()
    {
        var config = GameConfig.Parse("hex8_3p");
        var state = StateNotation.ParseComposed(new GameRules(BoardKind.Hex8, 3, 4), TwoExtractions);
        var (space, moves) = (ActionSpace.For(config), new MoveList());
        state.LegalMoves(moves);
        var list = moves.AsSpan().ToArray();
        var slide = list.First(move => move.Kind == MoveKind.RecoveryFallback);
        var logits = new float[space.Count];
        logits[space.IndexOf(slide)] = 3f;
        var priors = new float[list.Length];

        LegalPolicy.Softmax(space, list, logits, priors);

        var actions = list.Select(space.IndexOf).Distinct().Count();
        var sharers = Enumerable.Range(0, list.Length).Where(i => space.IndexOf(list[i]) == space.IndexOf(slide)).ToArray();
        Assert.Equal(2, sharers.Length);
        Assert.Equal(1, priors.Sum(), 1e-5);
        Assert.Equal(Math.Exp(3) / (Math.Exp(3) + actions - 1), sharers.Sum(i => priors[i]), 1e-5);
        Assert.Equal(priors[sharers[0]], priors[sharers[1]]);
    }
}
