using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Tests.Status;

public sealed class WorkerExitTests
{
    [Theory]
    [InlineData(SelfTestState.Passed, true, WorkerExit.Stopped)]
    [InlineData(SelfTestState.Pending, true, WorkerExit.Stopped)]
    [InlineData(SelfTestState.Passed, false, WorkerExit.DrainTimedOut)]
    [InlineData(SelfTestState.Failed, true, WorkerExit.SelfTest)]
    [InlineData(SelfTestState.Failed, false, WorkerExit.SelfTest)]
    public void Should_tell_how_it_ended(SelfTestState selfTest, bool loopEnded, int code) => Assert.Equal(
        code,
        WorkerExit.Of(new WorkerCondition { LastBeat = default, IdleSince = default, SelfTest = selfTest, LoopEnded = loopEnded }));

    [Theory]
    [InlineData(true, WorkerExit.StartAgain)]
    [InlineData(false, WorkerExit.DrainTimedOut)]
    public void When_it_is_to_start_again_should_tell_so_once_nothing_is_held(bool loopEnded, int code) => Assert.Equal(
        code,
        WorkerExit.Of(
            new WorkerCondition
            {
                LastBeat = default,
                IdleSince = default,
                StartAgain = new RungStand(TorchRung.All[1], []),
                LoopEnded = loopEnded,
            }));
}
