using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Tests.Eventing.Recovery;

public sealed class DoublingWaitTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Should_double_with_each_failure_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DoublingWait.After(failures, First, TimeSpan.FromSeconds(30)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void When_the_longest_is_below_the_first_should_stay_at_the_first(int failures) =>
        Assert.Equal(First, DoublingWait.After(failures, First, TimeSpan.FromSeconds(1)));

    [Fact]
    public void When_nothing_limits_it_should_not_leave_the_range_of_a_time() =>
        Assert.Equal(TimeSpan.MaxValue, DoublingWait.After(int.MaxValue, TimeSpan.FromDays(30)));

    [Fact]
    public void When_the_first_wait_is_none_should_never_wait() => Assert.Equal(TimeSpan.Zero, DoublingWait.After(100, TimeSpan.Zero));
}
