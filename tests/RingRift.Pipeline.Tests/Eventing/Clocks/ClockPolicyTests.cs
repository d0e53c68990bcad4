using RingRift.Eventing.Clocks;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Clocks;

public sealed class ClockPolicyTests
{
    private static readonly DateTimeOffset Now = Sample.Noon;

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public void When_the_clock_is_ahead_should_believe_no_more_than_a_step_of_each_look(int days)
    {
        var before = new ClockState(Now, Now);
        var (state, jump) = ClockPolicy.Look(before, Now.AddDays(days), Now.AddSeconds(30), server: null);
        Assert.Equal((Now + ClockPolicy.LongestStep, TimeSpan.FromDays(days) - TimeSpan.FromSeconds(30)), (state.Believed, jump!.Value));
        Assert.Equal(Now.AddDays(days), state.Jumped);

        var (right, back) = ClockPolicy.Look(state, Now.AddMinutes(1), Now.AddDays(days).AddSeconds(30), server: null);
        Assert.Equal((Now.AddMinutes(1), TimeSpan.FromDays(-days) + TimeSpan.FromSeconds(30)), (right.Believed, back!.Value));
    }

    [Fact]
    public void When_the_clock_goes_on_should_believe_it_and_say_nothing()
    {
        var (state, jump) = ClockPolicy.Look(new ClockState(Now, Now), Now.AddSeconds(30), Now.AddSeconds(31), Now.AddSeconds(29));
        Assert.Equal((Now.AddSeconds(30), null, null), (state.Believed, state.Jumped, jump));
    }

    [Fact]
    public void When_a_process_finds_that_another_saw_the_future_should_say_so()
    {
        var (state, jump) = ClockPolicy.Look(new ClockState(Now.AddDays(1), Now), Now.AddMinutes(5), expected: null, server: null);
        Assert.Equal((TimeSpan.FromMinutes(5) - TimeSpan.FromDays(1), Now.AddMinutes(5)), (jump!.Value, state.Believed));
    }

    [Fact]
    public void When_there_was_no_look_before_should_count_as_old_as_the_greatest_error() =>
        Assert.Equal(Now - ClockPolicy.FirstLag, ClockPolicy.Look(before: null, Now, expected: null, server: null).State.Believed);

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-4, true)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void When_the_server_says_something_else_should_not_go_on(int minutes, bool goesOn)
    {
        var (state, _) = ClockPolicy.Look(new ClockState(Now.AddHours(-1), Now.AddHours(-1)), Now, expected: null, Now.AddMinutes(minutes));
        Assert.Equal(goesOn, state.Believed > Now.AddHours(-1));
    }
}
