using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Tests;

public sealed class ThrottleTests
{
    private readonly Agenda _agenda = new();

    [Fact]
    public void When_more_comes_than_the_limit_should_let_it_wait_in_line()
    {
        var throttle = new Throttle(_agenda, "queue", 10);
        Assert.Equal(0.1, throttle.Ask(), 9);
        Assert.Equal(0.2, throttle.Ask(), 9);
        Assert.Equal(1.2, throttle.Ask(10), 9);
        _agenda.RunUntil(5);
        Assert.Equal(0.1, throttle.Ask(), 9);
        Assert.Equal(1.2, throttle.LongestWait, 9);
    }

    [Fact]
    public void When_there_is_a_background_should_leave_only_the_rest_and_count_it()
    {
        var throttle = new Throttle(_agenda, "queue", 10);
        throttle.ChangeBackground(8);
        Assert.Equal(0.5, throttle.Ask(), 9);
        _agenda.RunUntil(120);
        throttle.Settle();
        Assert.Equal((120 * 8) + 1, throttle.Operations, 6);
        Assert.Equal(8 + (1 / 60.0), throttle.Peak, 6);
    }

    [Fact]
    public void When_the_background_alone_is_above_the_limit_should_be_slow_and_not_stand_still()
    {
        var throttle = new Throttle(_agenda, "queue", 10);
        throttle.ChangeBackground(100);
        Assert.Equal(2, throttle.Ask(), 9);
    }
}
