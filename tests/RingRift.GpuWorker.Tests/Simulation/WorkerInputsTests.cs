using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Training;
using RingRift.Simulation.Inputs;

namespace RingRift.GpuWorker.Tests.Simulation;

public sealed class WorkerInputsTests
{
    [Fact]
    public void Should_have_the_workers_own_defaults()
    {
        var (inputs, stages, worker, selfPlay, training) = (new WorkerInputs(), new StageInputs(), new WorkerOptions(), new SelfPlayJobOptions(), new TrainingOptions());
        Assert.Equal(
            (worker.LeaseSeconds, worker.HeartbeatSeconds, worker.PollSeconds, selfPlay.CheckpointGames, training.CheckpointSteps),
            (inputs.LeaseSeconds, inputs.HeartbeatSeconds, Design.Default.PollSeconds, inputs.CheckpointGames, inputs.CheckpointSteps));
        Assert.Equal((training.BatchSize, training.MinSteps, training.MaxSteps), (stages.BatchSize, stages.MinSteps, stages.MaxSteps));
    }
}
