using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Cluster;

namespace RingRift.Simulation.Tests;

public sealed class SimulatedJobTests
{
    private int _completed;

    [Theory]
    [InlineData(10.5, false, 120, 6)] // 126 games played, stored up to the fifth checkpoint.
    [InlineData(10.5, true, 126, 0)]
    [InlineData(1, false, 0, 12)]
    [InlineData(-3, false, 0, 0)] // It had not begun to play.
    [InlineData(100, true, 220, 0)]
    public void When_its_worker_ends_should_keep_what_is_stored(double seconds, bool announced, int stored, int again)
    {
        var job = Job();
        Assert.True(job.TryClaim());
        Assert.Equal(again, job.Interrupt(seconds, announced));
        Assert.Equal(stored, job.Stored);
        Assert.Equal((220 - stored) / 12.0, job.RestSeconds, 9);
        Assert.True(job.TryClaim());
        Assert.Equal(2, job.Attempts);
    }

    [Fact]
    public void When_it_is_done_should_be_done_once()
    {
        var job = Job();
        Assert.Throws<InvalidOperationException>(job.Complete);
        Assert.True(job.TryClaim());
        Assert.False(job.TryClaim());
        job.Complete();
        Assert.False(job.TryClaim());
        Assert.Throws<InvalidOperationException>(job.Complete);
        Assert.Equal(1, _completed);
    }

    private SimulatedJob Job() => new(WorkKind.SelfPlay, 220, 12, 24, _ => _completed++);
}
