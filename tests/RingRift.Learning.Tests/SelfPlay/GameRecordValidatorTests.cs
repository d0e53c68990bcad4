using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests.SelfPlay;

public sealed class GameRecordValidatorTests
{
    private static readonly GameRecord Good = TestGames.Play(TestGames.Options(1)).Single();

    [Fact]
    public void When_nothing_is_wrong_should_accept() => Assert.True(GameRecordValidator.Validate(Good).IsValid);

    [Fact]
    public void When_something_is_wrong_should_say_what()
    {
        var moves = Good.SplitMoves();
        var decision = Good.Decisions[0];
        AssertRejected(Good with { Moves = string.Join(' ', moves[..^1]) }, "before the end of the game");
        AssertRejected(Good with { Moves = Good.Moves + " NL" }, "after the end of the game");
        AssertRejected(Good with { Moves = "M:0,0>1,0 " + Good.Moves }, "Illegal move");
        AssertRejected(Good with { Moves = "P:9,9:1 " + Good.Moves }, "9,9");
        AssertRejected(Good with { Moves = string.Empty }, "no moves");
        AssertRejected(Good with { Config = "chess_2p" }, "chess_2p");
        AssertRejected(Good with { Rules = Good.Rules with { Rings = 0 } }, "ringsPerPlayer");
        AssertRejected(Good with { Result = Good.Result with { Winner = 3 - Good.Result.Winner } }, "the rules say");
        AssertRejected(Good with { Result = Good.Result with { Shares = [0.5f, 0.6f] } }, "shares");
        AssertRejected(Good with { Encoder = 99 }, "Encoder version 99");
        AssertRejected(Good with { Decisions = [decision with { Actions = [-5], Visits = [3] }] }, "action -5");
        AssertRejected(Good with { Decisions = [decision with { Visits = [.. decision.Visits.Select(_ => 0)] }] }, "0 visits");
        AssertRejected(Good with { Decisions = [decision with { Values = [1f] }] }, "shares");
        AssertRejected(Good with { Decisions = [.. Good.Decisions.Reverse()] }, "out of order");
        AssertRejected(Good with { Model = null! }, "missing");
    }

    [Fact]
    public void When_a_decision_is_malformed_should_say_what()
    {
        var decision = Good.Decisions.First(decision => decision.Actions.Count > 1);
        var (actions, visits) = (decision.Actions, decision.Visits);
        AssertRejected(Good with { Decisions = [null!] }, "decision of the record is missing");
        AssertRejected(Good with { Decisions = [decision, null!] }, "decision of the record is missing");
        AssertRejected(Good with { Decisions = [decision with { Actions = null! }] }, "has no visits");
        AssertRejected(Good with { Decisions = [decision with { Values = null! }] }, "shares");
        AssertRejected(Good with { Decisions = [decision with { Actions = [actions[0], actions[0]], Visits = [1, 1] }] }, "each once");
        AssertRejected(
            Good with { Decisions = [decision with { Actions = [.. actions.Reverse()], Visits = [.. visits.Reverse()] }] },
            "actions ascend");
        AssertRejected(
            Good with { Decisions = [decision with { Actions = [actions[0], actions[1]], Visits = [int.MaxValue, 1] }] },
            "2147483648 visits");
    }

    private static void AssertRejected(GameRecord record, string reason) =>
        Assert.Contains(reason, GameRecordValidator.Validate(record).Reason ?? "accepted", StringComparison.Ordinal);
}
