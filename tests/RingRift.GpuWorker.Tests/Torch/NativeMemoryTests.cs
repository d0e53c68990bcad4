using RingRift.Game;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Torch;

/// <summary>Whether a step finds the memory of the step before it.</summary>
[Trait("Category", "Slow")]
public sealed class NativeMemoryTests
{
    private const int Steps = 10;
    private const int Rounds = 5;

    // The tensors of a step are thousands of pages; were they mapped anew each time, so many would be counted.
    private const int FewPages = 600;

    [Fact]
    public async Task When_training_goes_on_should_not_map_its_memory_anew()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal)))
        {
            return;
        }

        using var thread = new OneThread(nameof(NativeMemoryTests));
        var options = new TrainingOptions { UseCuda = false };
        using var window = TrainingSpeed.Window(GameConfig.Parse("hex8_2p"), options);
        using var run = TrainingSpeed.NewRun(window, options, TimeProvider.System);

        var faults = await thread.RunAsync(
            () =>
            {
                run.Advance(3);
                return Enumerable.Range(0, Rounds).Min(_ => FaultsOfSteps(run));
            },
            CancellationToken.None);

        Assert.True(faults < Steps * FewPages, $"{faults} page faults in {Steps} steps");
    }

    /// <summary>A round may grow the memory that later ones find: the parts of it that tests beside this one took for a while.</summary>
    private static long FaultsOfSteps(TrainingRun run)
    {
        var before = FaultsOfThisThread();
        run.Advance(Steps);
        return FaultsOfThisThread() - before;
    }

    /// <summary>Minor page faults of the calling thread: other tests run beside it.</summary>
    private static long FaultsOfThisThread()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[7], System.Globalization.CultureInfo.InvariantCulture);
    }
}
