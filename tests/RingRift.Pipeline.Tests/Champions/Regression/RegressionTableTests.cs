using RingRift.Eventing.Events;
using RingRift.Pipeline.Champions.Regression;

namespace RingRift.Pipeline.Tests.Champions.Regression;

public sealed class RegressionTableTests
{
    private static readonly RegressionOptions Options = new();

    public static TheoryData<RegressionSeverity> Severities => [.. Enum.GetValues<RegressionSeverity>()];

    [Theory]
    [InlineData(-500, null)]
    [InlineData(0, null)]
    [InlineData(19.9, null)]
    [InlineData(20, RegressionSeverity.Minor)]
    [InlineData(34.9, RegressionSeverity.Minor)]
    [InlineData(35, RegressionSeverity.Moderate)]
    [InlineData(50, RegressionSeverity.Severe)]
    [InlineData(74.9, RegressionSeverity.Severe)]
    [InlineData(75, RegressionSeverity.Critical)]
    [InlineData(900, RegressionSeverity.Critical)]
    public void Should_grade_drops_by_the_limits(double drop, RegressionSeverity? severity) => Assert.Equal(severity, RegressionTable.SeverityOf(drop, Options));

    [Theory]
    [InlineData(RegressionSeverity.Minor, 1, RegressionSeverity.Minor)]
    [InlineData(RegressionSeverity.Minor, 2, RegressionSeverity.Moderate)]
    [InlineData(RegressionSeverity.Minor, 3, RegressionSeverity.Critical)]
    [InlineData(RegressionSeverity.Severe, 2, RegressionSeverity.Critical)]
    [InlineData(RegressionSeverity.Critical, 2, RegressionSeverity.Critical)]
    public void Should_grade_up_what_is_seen_again(RegressionSeverity severity, int inARow, RegressionSeverity escalated) =>
        Assert.Equal(escalated, RegressionTable.Escalated(severity, inARow));

    [Theory]
    [InlineData(RegressionSeverity.Minor, RegressionAction.Record)]
    [InlineData(RegressionSeverity.Moderate, RegressionAction.Warn)]
    [InlineData(RegressionSeverity.Severe, RegressionAction.Alert)]
    [InlineData(RegressionSeverity.Critical, RegressionAction.RollBack)]
    public void Should_have_one_action_for_each_severity(RegressionSeverity severity, RegressionAction action) => Assert.Equal(action, RegressionTable.ActionOf(severity));

    [Fact]
    public void When_a_drop_is_larger_or_seen_more_often_should_never_have_a_weaker_action()
    {
        for (var drop = -10.0; drop <= 120; drop += 0.5)
        {
            for (var inARow = 1; inARow <= 5; inARow++)
            {
                Assert.True(Action(drop + 0.5, inARow) >= Action(drop, inARow), $"{drop + 0.5} Elo, {inARow} in a row");
                Assert.True(Action(drop, inARow + 1) >= Action(drop, inARow), $"{drop} Elo, {inARow + 1} in a row");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Severities))]
    public void When_a_severity_is_worse_should_never_have_a_weaker_action_and_roll_back_only_for_the_worst(RegressionSeverity severity)
    {
        Assert.All(Enum.GetValues<RegressionSeverity>().Where(worse => worse > severity), worse => Assert.True(RegressionTable.ActionOf(worse) > RegressionTable.ActionOf(severity)));
        Assert.Equal(severity == RegressionSeverity.Critical, RegressionTable.ActionOf(severity) == RegressionAction.RollBack);
    }

    private static int Action(double drop, int inARow) => RegressionTable.SeverityOf(drop, Options) is { } severity
        ? (int)RegressionTable.ActionOf(RegressionTable.Escalated(severity, inARow))
        : -1;
}
