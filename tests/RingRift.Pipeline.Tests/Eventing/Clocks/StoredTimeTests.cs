using RingRift.Eventing.Clocks;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Clocks;

public sealed class StoredTimeTests
{
    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(0, false, true)]
    [InlineData(10, false, false)]
    [InlineData(130, false, false)]
    [InlineData(131, true, true)]
    [InlineData(3_456_000, true, true)]
    public void Should_count_a_time_that_no_right_clock_can_have_stored_as_now(int seconds, bool isAhead, bool hasCome)
    {
        var stored = Sample.Noon.AddSeconds(seconds);
        Assert.Equal(hasCome, stored.HasCome(Sample.Noon, TimeSpan.FromSeconds(100)));
        Assert.Equal(isAhead, stored.AddSeconds(-100).IsAhead(Sample.Noon));
        Assert.Equal(isAhead ? Sample.Noon : stored.AddSeconds(-100), stored.AddSeconds(-100).NotAhead(Sample.Noon));
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-59, false)]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void Should_have_waited_long_enough_since_a_time_of_the_future(int seconds, bool passed) =>
        Assert.Equal(passed, Sample.Noon.AddSeconds(seconds).HasPassed(TimeSpan.FromMinutes(1), Sample.Noon));
}
