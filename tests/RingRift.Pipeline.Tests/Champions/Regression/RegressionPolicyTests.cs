using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Tests.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Regression;

public sealed class RegressionPolicyTests
{
    private static readonly ArtifactRef Champion = Pools.Model(2);
    private static readonly RegressionPolicy Policy = new(new RegressionOptions());

    [Fact]
    public void When_a_drop_is_certain_should_tell_it_under_both_names()
    {
        var accepted = Decide(null, 4, Finding(40, evidence: 4));
        Assert.Equal([DataEventType.RegressionDetected, DataEventType.RegressionModerate], accepted.Events.Select(draft => draft.Type));
        var said = accepted.Events[1].Data.Deserialize<RegressionModerate>(EventJson.Options)!;
        Assert.Equal(
            (4, Champion, Pools.Model(1), 100, 40, RegressionSeverity.Moderate),
            (said.Iteration, said.Model, said.Baseline, said.EloDrop, said.EloDropLow, said.Severity));
        Assert.Contains("Warn", said.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(0)]
    [InlineData(19)]
    public void When_a_drop_is_not_certain_should_say_nothing(double low)
    {
        var accepted = Decide(null, 4, Finding(low, evidence: 4));
        Assert.Empty(accepted.Events);
        Assert.Null(accepted.State.Open);
    }

    [Fact]
    public void When_seen_again_with_new_games_should_grade_up_and_end_critical()
    {
        var (first, second) = (Decide(null, 4, Finding(20, 4)), Decide(Decide(null, 4, Finding(20, 4)).State, 5, Finding(20, 5)));
        var third = Decide(second.State, 6, Finding(20, 6));
        Assert.Equal(
            [DataEventType.RegressionMinor, DataEventType.RegressionModerate, DataEventType.RegressionCritical],
            new[] { first, second, third }.Select(accepted => accepted.Events[1].Type));
        Assert.Equal(3, third.State.Open!.InARow);
    }

    [Fact]
    public void When_the_same_games_are_looked_at_again_should_not_count_them_twice()
    {
        var first = Decide(null, 4, Finding(20, evidence: 3));
        var second = Decide(first.State, 5, Finding(20, evidence: 3));
        Assert.Empty(second.Events);
        Assert.Equal((1, 5), (second.State.Open!.InARow, second.State.JudgedThrough));
    }

    [Fact]
    public void When_newer_games_do_not_show_it_should_be_cleared_and_count_from_nothing()
    {
        var cleared = Decide(Decide(null, 4, Finding(40, 4)).State, 5, Finding(-10, 5));
        var said = Assert.Single(cleared.Events).Data.Deserialize<RegressionCleared>(EventJson.Options)!;
        Assert.Equal((Champion, RegressionSeverity.Moderate, -10.0), (said.Model, said.Severity, said.EloDropLow));
        Assert.Equal(DataEventType.RegressionMinor, Decide(cleared.State, 6, Finding(20, 6)).Events[1].Type);
    }

    [Fact]
    public void When_another_network_is_champion_should_be_cleared_and_begin_with_it_anew()
    {
        var seen = Decide(null, 4, Finding(40, 4)).State;
        var other = Pools.Model(9);
        var accepted = Accepted(Policy.Decide(seen, States.Config, 5, other, Finding(20, evidence: 3)));
        Assert.Equal(
            [DataEventType.RegressionCleared, DataEventType.RegressionDetected, DataEventType.RegressionMinor],
            accepted.Events.Select(draft => draft.Type));
        Assert.Equal(Champion, accepted.Events[0].Data.Deserialize<RegressionCleared>(EventJson.Options)!.Model);
        Assert.Equal((other, 1), (accepted.State.Champion, accepted.State.Open!.InARow));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void When_an_iteration_was_looked_at_before_or_is_older_should_be_stale(int iteration)
    {
        var state = Decide(null, 4, Finding(40, 4)).State;
        Assert.IsType<HandlerResult.Stale>(
            Assert.IsType<Decision<RegressionState>.Leave>(
                Policy.Decide(state, States.Config, iteration, Champion, Finding(90, iteration))).Result);
    }

    [Fact]
    public void When_nothing_is_comparable_should_remember_that_it_looked()
    {
        var accepted = Decide(null, 4, null);
        Assert.Empty(accepted.Events);
        Assert.Equal((4, Champion), (accepted.State.JudgedThrough, accepted.State.Champion));
    }

    private static RegressionFinding Finding(double low, int evidence) => new(Pools.Model(1), new EloInterval(100, low, 200), 3, evidence);

    private static Decision<RegressionState>.Accept Decide(RegressionState? state, int iteration, RegressionFinding? finding) =>
        Accepted(Policy.Decide(state, States.Config, iteration, Champion, finding));

    private static Decision<RegressionState>.Accept Accepted(Decision<RegressionState> decision) =>
        Assert.IsType<Decision<RegressionState>.Accept>(decision);
}
