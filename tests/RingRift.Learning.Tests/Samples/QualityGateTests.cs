using RingRift.Learning.Samples;

namespace RingRift.Learning.Tests.Samples;

public sealed class QualityGateTests
{
    private static readonly SampleQuality Good = new()
    {
        Config = "hex8_2p",
        Games = 100,
        Rows = 2500,
        DecisiveShare = 0.99,
        DuplicateShare = 0,
        MinPlies = 40,
        MeanPlies = 150,
        MaxPlies = 400,
        PolicyEntropy = 1.4,
        FixedOrientationShare = 0.05,
        SeatWins = [0.55, 0.45],
        Endings = new Dictionary<string, int>(),
    };

    [Fact]
    public void When_no_bound_is_broken_should_pass() => Assert.True(QualityGate.Check(Good, new QualityGateOptions()).Passed);

    [Fact]
    public void When_a_bound_is_broken_should_fail_with_the_value()
    {
        AssertFails(Good with { Rows = 255 }, "255 samples");
        AssertFails(Good with { DecisiveShare = 0.5 }, "50.0 %");
        AssertFails(Good with { DuplicateShare = 0.2 }, "20.0 %");
        AssertFails(Good with { PolicyEntropy = 0.01 }, "0.010 nats");
        AssertFails(Good with { PolicyEntropy = double.NaN }, "NaN nats");
        AssertFails(Good with { SeatWins = [0.99, 0.01] }, "99.0 %");
    }

    [Fact]
    public void When_a_figure_is_no_number_should_not_pass()
    {
        AssertFails(Good with { DecisiveShare = double.NaN }, "NaN");
        AssertFails(Good with { DuplicateShare = double.NaN }, "NaN");
        AssertFails(Good with { PolicyEntropy = double.NaN }, "NaN");
        AssertFails(Good with { SeatWins = [0.5, double.NaN] }, "One seat");
    }

    [Fact]
    public void When_games_are_few_should_not_judge_the_seats() =>
        Assert.True(QualityGate.Check(Good with { Games = 20, SeatWins = [1, 0] }, new QualityGateOptions()).Passed);

    private static void AssertFails(SampleQuality quality, string reason)
    {
        var verdict = QualityGate.Check(quality, new QualityGateOptions());
        Assert.False(verdict.Passed);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }
}
