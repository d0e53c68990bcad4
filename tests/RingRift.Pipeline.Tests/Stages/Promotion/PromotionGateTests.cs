using RingRift.Learning.Randomness;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class PromotionGateTests
{
    private static readonly PromotionGate Gate = new(new PromotionOptions());

    [Theory]
    [InlineData(300, 0.50, false, "fell to -2.94")]
    [InlineData(60, 0.55, false, "undecided between -2.94 and 2.94")]
    [InlineData(60, 0.70, true, "reached 2.94")]
    [InlineData(60, 0.90, true, "reached 2.94")]
    [InlineData(60, 0.10, false, "fell to -2.94")]
    [InlineData(4, 1.00, false, "undecided")]
    public void When_measured_against_the_champion_should_pass_only_what_the_test_accepts(int pairs, double score, bool passes, string reason)
    {
        var verdict = Gate.Judge(States.Evaluation([1], Mixed(pairs, score)));
        Assert.Equal(passes, verdict.Passed);
        Assert.Contains("against champion", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(!passes, verdict.Reason.StartsWith("not proven better: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(0.5, false)]
    public void When_there_is_no_champion_should_have_to_beat_random(double score, bool passes)
    {
        var verdict = Gate.Judge(States.Evaluation(Mixed(60, score)));
        Assert.Equal(passes, verdict.Passed);
        Assert.Contains("against random", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_it_beats_random_but_not_the_champion_should_not_pass() =>
        Assert.False(Gate.Judge(States.Evaluation(Mixed(25, 1), Mixed(60, 0.45))).Passed);

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.3, true)]
    public void When_it_beats_the_champion_but_loses_to_random_should_not_pass(double floor, bool passes)
    {
        var gate = new PromotionGate(new PromotionOptions { RandomFloor = floor });
        var verdict = gate.Judge(States.Evaluation(Mixed(25, 0.4), Mixed(60, 0.9)));
        Assert.Equal(passes, verdict.Passed);
        Assert.Equal(!passes, verdict.Reason.Contains("score 0.400 against random is below the floor 0.500", StringComparison.Ordinal));
    }

    [Fact]
    public void When_more_pairs_come_after_the_one_that_decided_should_not_count_them()
    {
        var decided = Gate.Measure(States.Evaluation([1], Mixed(60, 0.9)));
        var longer = Gate.Measure(States.Evaluation([1], [.. Mixed(60, 0.9), .. Mixed(60, 0)]));
        Assert.InRange(decided.Trial.Pairs, 1, 59);
        Assert.Equal((decided.Trial.Judgement, decided.Trial.Pairs), (longer.Trial.Judgement, longer.Trial.Pairs));
    }

    [Fact]
    public void When_a_chunk_is_missing_should_not_count_those_after_it() =>
        Assert.Equal(2, Gate.Measure(States.Evaluation([1], [0.5, 1, null, 1, 1])).Trial.Pairs);

    [Fact]
    public void When_no_game_was_played_should_not_pass()
    {
        var verdict = Gate.Judge(States.Evaluation([1], []));
        Assert.False(verdict.Passed);
        Assert.Contains("no game", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_smaller_errors_are_asked_for_should_ask_for_more_pairs()
    {
        var state = States.Evaluation([1], Mixed(60, 0.7));
        Assert.True(With(0.05).Judge(state).Passed);
        Assert.False(With(0.0001).Judge(state).Passed);
    }

    private static PromotionGate With(double alpha) => new(new PromotionOptions { PromotionTest = new SequentialTestOptions { Alpha = alpha } });

    /// <summary>Pairs of two games with so many wins in all, in an order drawn once.</summary>
    private static double?[] Mixed(int pairs, double score)
    {
        var (random, wins) = (new SeededRandom(3), (int)Math.Round(score * pairs * 2));
        var games = Enumerable.Range(0, pairs * 2).OrderBy(_ => random.NextBits()).Select(game => game < wins ? 0.5 : 0).ToArray();
        return [.. games.Chunk(2).Select(pair => (double?)pair.Sum())];
    }
}
