using System.ComponentModel.DataAnnotations;
using RingRift.GpuWorker.Inference;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class SelfPlayPlanTests
{
    [Theory]
    [InlineData(EvaluatorProvider.Cpu, 2, 1000, 32, 32, false)]
    [InlineData(EvaluatorProvider.Cuda, 2, 1000, 128, 128, true)]
    [InlineData(EvaluatorProvider.Cuda, 16, 1000, 32, 256, true)]
    [InlineData(EvaluatorProvider.TensorRT, 6, 1000, 43, 129, true)]
    [InlineData(EvaluatorProvider.Cuda, 1, 1000, 256, 256, true)]
    [InlineData(EvaluatorProvider.Cuda, 16, 64, 4, 32, true)]
    [InlineData(EvaluatorProvider.Cpu, 4, 10, 3, 3, false)]
    public void Should_follow_the_provider(EvaluatorProvider provider, int threads, int games, int gamesPerThread, int batch, bool share) =>
        Assert.Equal(
        new SelfPlayPlan(threads, gamesPerThread, batch, share),
        SelfPlayPlan.For(new SelfPlayJobOptions { Threads = threads }, provider, games));

    [Fact]
    public void Should_do_what_was_set()
    {
        var options = new SelfPlayJobOptions { Threads = 8, ConcurrentGames = 20, MaxBatch = 50, ShareNetwork = true };

        Assert.Equal(new SelfPlayPlan(8, 20, 50, true), SelfPlayPlan.For(options, EvaluatorProvider.Cpu, 1000));
        Assert.False(SelfPlayPlan.For(options with { ShareNetwork = false }, EvaluatorProvider.Cuda, 1000).ShareNetwork);
    }

    [Fact]
    public void When_settings_contradict_each_other_should_name_them()
    {
        var options = new SelfPlayJobOptions { Provider = EvaluatorProvider.Cpu, Fp16 = true };

        var broken = Assert.Single(options.Validate(new ValidationContext(options)));

        Assert.Contains("Fp16 is true but Provider is Cpu", broken.ErrorMessage, StringComparison.Ordinal);
    }
}
