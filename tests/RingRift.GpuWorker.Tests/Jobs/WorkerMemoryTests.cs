using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Training;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class WorkerMemoryTests
{
    private const long Bound = 3L << 30;

    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_fit_every_config_in_three_gibibytes_at_default_settings(string name)
    {
        var (config, games) = (GameConfig.Parse(name), new PipelineOptions().FirstGamesPerShard);

        Assert.Null(WorkerMemory.WhyNoTraining(new TrainingOptions(), config, Bound));
        Assert.All([1, 2, 4, 8, 16], threads => Assert.Null(WorkerMemory.WhyNoSelfPlay(new SelfPlayJobOptions { Threads = threads }, config, games, Bound)));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void When_a_setting_is_too_large_should_refuse_it_with_name_value_and_bound(string name)
    {
        var config = GameConfig.Parse(name);

        AssertRefused(WorkerMemory.WhyNoTraining(new TrainingOptions { BatchSize = 65536 }, config, Bound), "Training:BatchSize: 65536 rows of ");
        AssertRefused(WorkerMemory.WhyNoTraining(new TrainingOptions { Channels = 1024, Blocks = 80 }, config, Bound), "Training:BatchSize: 128 rows of ");
        AssertRefused(WorkerMemory.WhyNoSelfPlay(new SelfPlayJobOptions { FullVisits = 1_000_000 }, config, 10, Bound), "SelfPlay:FullVisits: 1000000 visits ");
        AssertRefused(WorkerMemory.WhyNoSelfPlay(new SelfPlayJobOptions(), config, 10_000_000, Bound), "SelfPlay:FullVisits: 64 visits ");
        AssertRefused(WorkerMemory.WhyNoSelfPlay(new SelfPlayJobOptions { MaxPlies = 1_000_000 }, config, 10, Bound), "SelfPlay:MaxPlies: the rows of 1000000 plies");
    }

    [Fact]
    public void When_no_array_holds_a_batch_should_refuse_it_on_any_machine() => AssertRefused(
        WorkerMemory.WhyNoTraining(new TrainingOptions { BatchSize = 65536 }, GameConfig.Parse("hexagonal_4p"), long.MaxValue),
        "Training:BatchSize: 65536 rows of hexagonal_4p do not fit");

    [Theory]
    [InlineData("hexagonal_4p", "Training:BatchSize", "65536")]
    [InlineData("hexagonal_4p hex8_2p", "SelfPlay:FullVisits", "1000000")]
    [InlineData("", "SelfPlay:FullVisits", "1000000")]
    public void When_a_setting_does_not_fit_should_stop_the_worker_at_its_start(string configs, string setting, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Start(new() { ["Worker:Configs"] = configs, [setting] = value, ["SelfPlay:ConcurrentGames"] = "4096" }));

        Assert.Contains($"{setting}: {value} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_configs_are_unknown_should_name_them_at_the_start()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(new() { ["Worker:Configs"] = "hex8_2p hex9_2p" }));

        Assert.Contains("'hex9_2p'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_no_config_is_named_should_accept_settings_that_fit_a_small_board() => Start(new() { ["Training:BatchSize"] = "2048" });

    [Fact]
    public async Task When_the_settings_do_not_fit_the_config_of_a_job_should_fail_it_with_the_reason()
    {
        var bench = new WorkerBench();
        var samples = await bench.Artifacts.PutAsync(ArtifactKind.Samples, new MemoryStream([1]), default);
        bench.Send(JobQueues.Training, new TrainingRequested
        {
            Config = "hexagonal_4p",
            Iteration = 1,
            JobId = "hexagonal_4p-000001-training",
            Window = [samples],
            Rows = 1,
            Seed = 1,
        });

        // Half of what this machine has for the smaller board is far too much for the larger one.
        TrainingOptions one = new() { Blocks = 2, Channels = 8, BatchSize = 1 };
        var row = WorkerMemory.OfTraining(one with { BatchSize = 2 }, SelfPlayedSamples.Hex8) - WorkerMemory.OfTraining(one, SelfPlayedSamples.Hex8);
        var batch = Math.Min(65536, WorkerMemoryCheck.Memory / 2 / row).ToString(CultureInfo.InvariantCulture);

        await bench.Worker(new() { ["Training:BatchSize"] = batch, ["Worker:MaxFailures"] = "1" }).ProcessNextAsync(default);

        Assert.Contains($"Training:BatchSize: {batch} rows of hexagonal_4p", Assert.Single(bench.Published<TrainingFailed>()).Reason, StringComparison.Ordinal);
    }

    private static void AssertRefused(string? reason, string begin)
    {
        Assert.StartsWith(begin, reason, StringComparison.Ordinal);
        Assert.True(reason!.Contains("this machine has 3221225472", StringComparison.Ordinal) || reason.EndsWith("is the most.", StringComparison.Ordinal), reason);
    }

    private static void Start(Dictionary<string, string?> settings)
    {
        using var services = new WorkerBench().Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
