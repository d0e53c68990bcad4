using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Champions.Rollback;

namespace RingRift.Pipeline.Tests.Champions.Rollback;

public sealed class RollbackPolicyTests
{
    [Theory]
    [InlineData("1 2", 2, 1, "1")]
    [InlineData("1 2 3", 3, 2, "2 1")]
    [InlineData("1 2 3", 3, 1, "1 2")]
    [InlineData("1 2 3>1 4", 4, 1, "1")]
    [InlineData("1 2 3>1 4", 4, 2, "1")]
    [InlineData("1 2 3 4>2", 2, 1, "1")]
    public void When_a_champion_regressed_should_return_to_the_stronger_one_or_another_of_its_line(
        string history, int regressed, int baseline, string targets) =>
        Assert.Equal(
            targets,
            string.Join(
                ' ',
                Assert.IsType<RollbackPlan.Return>(
                    OfRegression(history, regressed, baseline)).Targets.Select(champion => champion.Generation)));

    [Theory]
    [InlineData("", 2, "none")]
    [InlineData("1 2 3", 2, "by now")]
    [InlineData("1 2 3>1", 2, "by now")]
    [InlineData("1", 1, "first champion")]
    [InlineData("1 2 3>1 4>2", 2, "rolled back before")]
    public void When_it_does_not_apply_should_refuse_saying_why(string history, int regressed, string reason) =>
        Assert.Contains(reason, Assert.IsType<RollbackPlan.Refuse>(OfRegression(history, regressed, 1)).Reason, StringComparison.Ordinal);

    [Fact]
    public void When_the_same_event_comes_again_should_know_what_it_did() =>
        Assert.IsType<RollbackPlan.Done>(OfRegression("1 2 3>1", 2, 1, cause: "cause-3"));

    [Theory]
    [InlineData("1 2 3", 1, 1)]
    [InlineData("1 2 3>1", 2, 2)]
    [InlineData("1 2 3>1 4", 3, 1)]
    public void When_a_person_asks_should_return_to_any_generation(string history, int to, int restored) =>
        Assert.Equal(
            restored, Assert.Single(Assert.IsType<RollbackPlan.Return>(RollbackPolicy.OfOrder(Line(history), to)).Targets).Generation);

    [Theory]
    [InlineData("1 2", 2)]
    [InlineData("1 2 3>1", 1)]
    [InlineData("1 2 3>1", 3)]
    public void When_a_person_asks_for_what_is_so_should_have_nothing_to_do(string history, int to) =>
        Assert.IsType<RollbackPlan.Done>(RollbackPolicy.OfOrder(Line(history), to));

    [Theory]
    [InlineData("", 1, "no champion yet")]
    [InlineData("1 2", 3, "generations 1 to 2")]
    [InlineData("1 2", 0, "generations 1 to 2")]
    public void When_a_person_asks_for_what_there_is_not_should_refuse_with_value_and_range(string history, int to, string rule)
    {
        var reason = Assert.IsType<RollbackPlan.Refuse>(RollbackPolicy.OfOrder(Line(history), to)).Reason;
        Assert.StartsWith($"generation {to}", reason, StringComparison.Ordinal);
        Assert.Contains(rule, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_each_rollback_once()
    {
        var line = Line("1 2 3>1 4 5>1");
        var told = RollbackNotices.Tell(new RegressionState { Config = States.Config }, line);
        Assert.Equal(
            [(3, 2, 1), (5, 4, 1)],
            told.Events.Select(draft => draft.Data.Deserialize<PromotionRolledBack>(EventJson.Options)!)
                .Select(said => (said.Generation, said.UndoneGeneration, said.RestoredGeneration)));
        Assert.Empty(RollbackNotices.Tell(told.State, line).Events);
        Assert.Equal(
            6, Assert.Single(RollbackNotices.Tell(told.State, Line("1 2 3>1 4 5>1 6>4")).Events).Data.GetProperty("generation").GetInt32());
    }

    private static ChampionLine Line(string history) => new(Histories.Of(history));

    private static RollbackPlan OfRegression(string history, int regressed, int baseline, string cause = "now") =>
        RollbackPolicy.OfRegression(Line(history), Histories.Model(regressed), Histories.Model(baseline), cause);
}
