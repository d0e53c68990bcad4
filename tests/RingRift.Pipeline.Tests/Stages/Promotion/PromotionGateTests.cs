using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class PromotionGateTests
{
    private static readonly PromotionGate Gate = new(new PromotionOptions());

    [Theory]
    [InlineData(60, 0.50, false)]
    [InlineData(60, 0.55, false)]
    [InlineData(60, 0.65, true)]
    [InlineData(60, 0.90, true)]
    [InlineData(60, 0.10, false)]
    [InlineData(4, 0.75, false)]
    public void When_measured_against_the_champion_should_pass_only_what_is_significantly_better(int pairs, double score, bool passes)
    {
        var verdict = Gate.Judge(States.Evaluation([0], Mixed(pairs, score)));
        Assert.Equal(passes, verdict.Passed);
        Assert.Contains("against champion", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(0.5, false)]
    public void When_there_is_no_champion_should_have_to_beat_random(double score, bool passes)
    {
        var verdict = Gate.Judge(States.Evaluation(Mixed(25, score)));
        Assert.Equal(passes, verdict.Passed);
        Assert.Contains("against random", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_it_beats_random_but_not_the_champion_should_not_pass() =>
        Assert.False(Gate.Judge(States.Evaluation(Mixed(25, 1), Mixed(60, 0.45))).Passed);

    [Fact]
    public void When_no_game_was_played_should_not_pass()
    {
        var verdict = Gate.Judge(States.Evaluation([1], []));
        Assert.False(verdict.Passed);
        Assert.Contains("no game", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_more_confidence_is_asked_for_should_ask_for_a_higher_score()
    {
        var state = States.Evaluation([0], Mixed(60, 0.6));
        Assert.True(new PromotionGate(new PromotionOptions { PromotionConfidence = 0.8 }).Judge(state).Passed);
        Assert.False(new PromotionGate(new PromotionOptions { PromotionConfidence = 0.999 }).Judge(state).Passed);
    }

    [Fact]
    public void When_judged_should_name_value_and_threshold()
    {
        var reason = new PromotionGate(new PromotionOptions { PromotionConfidence = 0.8 }).Judge(States.Evaluation([0], Mixed(60, 0.6))).Reason;
        Assert.Matches("^score 0\\.600 against champion over 60 pairs, lower 80 % bound 0\\.5[0-9]{2} above 0\\.500$", reason);
    }

    /// <summary>Pairs of two independent games whose mean is the score, as near as the number of games allows.</summary>
    private static double?[] Mixed(int pairs, double score)
    {
        var wins = (int)Math.Round(score * pairs * 2);
        var pair = new double?[pairs];
        for (var i = 0; i < pairs; i++)
        {
            var won = Math.Min(i % 3 == 0 ? 1 : 2, wins);
            pair[i] = won / 2.0;
            wins -= won;
        }

        for (var i = 0; wins > 0 && i < pairs; i++)
        {
            var more = Math.Min(wins, 2 - (int)(pair[i]!.Value * 2));
            pair[i] += more / 2.0;
            wins -= more;
        }

        return pair;
    }
}
