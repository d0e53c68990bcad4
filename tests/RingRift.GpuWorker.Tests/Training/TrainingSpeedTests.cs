using RingRift.Game;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class TrainingSpeedTests
{
    [Theory]
    [InlineData("hex8_2p", 8, 16)]
    [InlineData("square8_4p", 24, 3)]
    public void Should_train_on_its_rows_with_finite_losses(string config, int channels, int batch)
    {
        var options = new TrainingOptions { Blocks = 1, Channels = channels, BatchSize = batch, UseCuda = false };

        Assert.True(TrainingSpeed.Measure(GameConfig.Parse(config), options, TimeProvider.System) is > 0 and < double.PositiveInfinity);
    }
}
