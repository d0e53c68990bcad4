using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class DemandTests
{
    [Theory]
    [InlineData(0, 0, 600, 600, 0)]
    [InlineData(1, 0, 600, 600, 1)]
    [InlineData(10, 0, 600, 600, 10)]
    [InlineData(10, 0, 300, 600, 5)]
    [InlineData(10, 0, 61, 600, 2)]
    [InlineData(10, 0, 6000, 600, 10)] // No more workers than jobs, however late that is.
    [InlineData(0, 8, 600, 600, 8)] // Half of each is done on average, but none of them is thrown back.
    [InlineData(4, 8, 600, 600, 8)]
    [InlineData(6, 8, 600, 600, 10)]
    [InlineData(100, 0, 1, 600, 1)]
    public void Should_be_what_drains_the_queue_in_time(int visible, int inFlight, int jobSeconds, int drainSeconds, int workers)
    {
        var demand = Demand.Of(new(visible, inFlight), TimeSpan.FromSeconds(jobSeconds), TimeSpan.FromSeconds(drainSeconds));
        Assert.Equal(workers, demand.Workers);
        Assert.StartsWith(
            $"{visible} jobs wait and {inFlight} are worked on, {jobSeconds} s each: {workers} workers", demand.Reason,
            StringComparison.Ordinal);
    }
}
