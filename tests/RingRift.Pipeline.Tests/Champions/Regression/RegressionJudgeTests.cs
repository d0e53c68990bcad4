using RingRift.Eventing.Artifacts;
using RingRift.Learning.Randomness;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Tests.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Regression;

public sealed class RegressionJudgeTests
{
    private static readonly ArtifactRef Champion = Pools.Model(2);
    private static readonly ArtifactRef Earlier = Pools.Model(1);
    private static readonly RegressionJudge Judge = new(new RegressionOptions());

    [Fact]
    public void When_the_predecessor_did_better_against_the_same_baseline_should_see_the_drop()
    {
        var finding = Find(
            Pools.Played(1, Earlier.Sha256, "uct-64", Pairs(0.75, 40)),
            Pools.Played(2, Champion.Sha256, "uct-64", Pairs(0.25, 40)));
        Assert.Equal((Earlier, 1, 2), (finding!.Baseline, finding.Opponents, finding.Evidence));
        Assert.Equal(2 * Elo.OfScore(0.75), finding.Drop.Elo, 6);
        Assert.InRange(finding.Drop.Low, 75, finding.Drop.Elo);
    }

    [Fact]
    public void When_candidates_beat_it_more_easily_than_a_past_champion_should_see_the_drop()
    {
        var candidate = Pools.Model(7).Sha256;
        var finding = Find(
            Pools.Played(5, candidate, Champion.Sha256, Pairs(0.75, 40)), Pools.Played(5, candidate, Earlier.Sha256, Pairs(0.5, 40)));
        Assert.Equal(Elo.OfScore(0.75), finding!.Drop.Elo, 6);
        Assert.Equal(5, finding.Evidence);
    }

    [Fact]
    public void When_the_champion_is_stronger_should_be_a_negative_drop()
    {
        var finding = Find(
            Pools.Played(1, Earlier.Sha256, "uct-64", Pairs(0.25, 40)), Pools.Played(2, Champion.Sha256, "uct-64", Pairs(0.75, 40)));
        Assert.True(finding!.Drop.High < 0);
    }

    [Fact]
    public void When_the_two_only_met_each_other_should_say_nothing() =>
        Assert.Null(Find(Pools.Played(2, Champion.Sha256, Earlier.Sha256, Pairs(0.2, 40))));

    [Fact]
    public void When_an_opponent_is_always_beaten_should_say_nothing_by_it() =>
        Assert.Null(
            Find(Pools.Played(1, Earlier.Sha256, "random", Pairs(1, 40)), Pools.Played(2, Champion.Sha256, "random", Pairs(1, 40))));

    [Fact]
    public void When_there_is_no_earlier_champion_should_say_nothing() =>
        Assert.Null(Judge.Judge(States.Config, Champion, [], [Pools.Played(2, Champion.Sha256, "uct-64", Pairs(0.5, 40))]));

    [Fact]
    public void When_several_earlier_champions_are_compared_should_name_the_one_it_is_most_certainly_weaker_than()
    {
        var best = Pools.Model(3);
        var finding = Judge.Judge(States.Config, Champion, [Earlier, best],
        [
            Pools.Played(1, Earlier.Sha256, "uct-64", Pairs(0.5, 40)),
            Pools.Played(2, best.Sha256, "uct-64", Pairs(0.8, 40)),
            Pools.Played(3, Champion.Sha256, "uct-64", Pairs(0.4, 40)),
        ]);
        Assert.Equal(best, finding!.Baseline);
    }

    [Fact]
    public void When_more_champions_are_compared_should_be_harder_to_convince()
    {
        PoolResult[] results =
        [
            Pools.Played(1, Earlier.Sha256, "uct-64", Pairs(0.6, 40)),
            Pools.Played(2, Pools.Model(3).Sha256, "uct-64", Pairs(0.4, 40)),
            Pools.Played(3, Champion.Sha256, "uct-64", Pairs(0.4, 40)),
        ];
        var one = Judge.Judge(States.Config, Champion, [Earlier], results)!;
        var two = Judge.Judge(States.Config, Champion, [Earlier, Pools.Model(3)], results)!;
        Assert.Equal(one.Drop.Elo, two.Drop.Elo, 9);
        Assert.True(two.Drop.Low < one.Drop.Low);
    }

    /// <summary>
    /// Champions of equal strength, 25 openings against each of two baselines, as an evaluation has them: simulated, so that the error
    /// rates are known.
    /// </summary>
    [Theory]
    [InlineData(0, 0, 0.06, 0, 0.02)]
    [InlineData(100, 0.25, 0.80, 0.03, 0.40)]
    [InlineData(200, 0.80, 1, 0.50, 1)]
    public void Should_seldom_see_a_regression_that_is_none_and_often_one_that_is(
        double drop, double seenLeast, double seenMost, double criticalLeast, double criticalMost)
    {
        const int Runs = 1000;
        var random = new SeededRandom(17);
        var findings = Enumerable.Range(0, Runs).Select(_ => Find(
        [
            .. new[] { "heuristic", "uct-64" }.SelectMany(baseline => new[]
            {
                Pools.Played(1, Earlier.Sha256, baseline, Played(random, Elo.ToScore(drop / 2), 25)),
                Pools.Played(2, Champion.Sha256, baseline, Played(random, Elo.ToScore(-drop / 2), 25)),
            }),
        ])!).ToList();
        Assert.InRange(findings.Count(finding => finding.Drop.Low > 0) / (double)Runs, seenLeast, seenMost);
        Assert.InRange(findings.Count(finding => finding.Drop.Low >= 75) / (double)Runs, criticalLeast, criticalMost);
    }

    private static RegressionFinding? Find(params PoolResult[] results) => Judge.Judge(States.Config, Champion, [Earlier], results);

    /// <summary>Pairs of a score, with some spread.</summary>
    private static double[] Pairs(double score, int count) => score is 0 or 1
        ? [.. Enumerable.Repeat(score, count)]
        : [.. Enumerable.Range(0, count).Select(pair => Math.Clamp(score + (pair % 2 == 0 ? 0.2 : -0.2), 0, 1))];

    private static double[] Played(SeededRandom random, double score, int pairs) =>
        [.. Enumerable.Range(0, pairs).Select(_ => ((random.NextDouble() < score ? 1 : 0) + (random.NextDouble() < score ? 1 : 0)) / 2.0)];
}
