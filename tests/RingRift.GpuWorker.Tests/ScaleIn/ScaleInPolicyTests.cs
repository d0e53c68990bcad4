using RingRift.GpuWorker.ScaleIn;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Tests.ScaleIn;

public sealed class ScaleInPolicyTests
{
    [Theory]
    [InlineData(true, null, false, true)]
    [InlineData(false, null, false, false)]
    [InlineData(true, "evicted", false, false)]
    [InlineData(true, null, true, false)]
    public void Should_be_wanted_only_while_jobs_are_done(bool atWork, string? drain, bool loopEnded, bool wanted) => Assert.Equal(
        wanted,
        ScaleInPolicy.IsWanted(
            new WorkerCondition { LastBeat = default, IdleSince = default, AtWork = atWork, DrainReason = drain, LoopEnded = loopEnded }));
}
