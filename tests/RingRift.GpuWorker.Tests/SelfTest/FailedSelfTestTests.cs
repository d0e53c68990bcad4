using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Tests.Drain;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.SelfTest;

[Trait("Category", "Slow")]
public sealed class FailedSelfTestTests(StorageBench bench) : IClassFixture<StorageBench>
{
    private static Dictionary<string, string?> On => new() { ["SelfTest:Enabled"] = "true", ["SelfTest:Remember"] = "false", ["SelfTest:Positions"] = "2" };

    [Fact]
    public async Task When_the_self_test_fails_below_the_last_rung_should_take_no_job_and_exit_with_3_and_leave_the_job_to_others()
    {
        var job = await SendSelfPlayAsync("broken");
        var broken = Worker(new TrackedBoard(), On, new PlainStep(), new FakeEvaluators((_, policy, _) => policy[0] = float.NaN));

        Assert.Equal(WorkerExit.SelfTest, await WorkerHost.RunAsync(broken));
        Assert.Empty(bench.Published<SelfplayComplete>(e => e.JobId, job));

        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(bench.Worker(new TrackedBoard())));
        Assert.Equal(1, Assert.Single(bench.Published<SelfplayComplete>(e => e.JobId, job)).Attempt);
    }

    [Fact]
    public async Task When_LibTorch_fails_on_a_rung_should_take_no_job_and_want_to_start_again()
    {
        var job = await SendSelfPlayAsync("again");

        Assert.Equal(WorkerExit.StartAgain, await WorkerHost.RunAsync(Worker(new TrackedBoard(), On, new PlainStep(made => made.Policy[0] += 1))));
        Assert.Empty(bench.Published<SelfplayComplete>(e => e.JobId, job));

        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(bench.Worker(new TrackedBoard())));
    }

    [Fact]
    public async Task When_another_network_fails_before_its_first_job_should_give_the_job_back_unharmed_and_want_to_start_again()
    {
        const string Job = "square8_2p-000001-training";
        using var samples = new MemoryStream(SelfPlayedSamples.Archive("square8_2p", SelfPlayedSamples.Play("square8_2p", 2, seed: 3)));
        var window = await bench.Artifacts.PutAsync(ArtifactKind.Samples, samples, default);
        await bench.SendAsync(JobQueues.Training, new TrainingRequested { Config = "square8_2p", Iteration = 1, JobId = Job, Window = [window], Rows = 100, Seed = 5 });
        PlainStep step = null!;
        step = new PlainStep(made => made.Value[0] += step.Configs[^1] == "square8_2p" ? 1 : 0);

        Assert.Equal(WorkerExit.StartAgain, await WorkerHost.RunAsync(Worker(new TrackedBoard(), On, step)));

        Assert.Equal(["hex8_2p", "square8_2p"], step.Configs);
        var left = await bench.StateAsync(Job);
        Assert.Equal((JobStatus.Running, 1, 0), (left.Status, left.GivenBack, left.Failures));
        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(bench.Worker(new TrackedBoard())));
    }

    [Fact]
    public async Task When_it_stands_on_a_lower_rung_should_say_so_in_every_heartbeat()
    {
        var job = await SendSelfPlayAsync("lower");
        var board = new TrackedBoard();

        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(Worker(board, new(On) { ["SelfTest:FailRungs"] = "cpu-all" }, new PlainStep())));

        Assert.Contains(board.Reports, report => report.JobId == job);
        Assert.All(board.Reports, report => Assert.StartsWith("ONNX Runtime on rung cpu-basic", report.Note, StringComparison.Ordinal));
    }

    private async Task<string> SendSelfPlayAsync(string name)
    {
        var job = $"hex8_2p-000001-selfplay-{name}";
        await bench.SendAsync(JobQueues.Selfplay, new SelfplayRequested { Config = "hex8_2p", Iteration = 1, JobId = job, Shard = 0, Games = 2, Seed = 1 });
        return job;
    }

    private Microsoft.Extensions.Hosting.IHost Worker(TrackedBoard board, Dictionary<string, string?> settings, ITrainingStep step, IEvaluatorSource? evaluators = null) =>
        bench.Worker(board, settings: settings, configure: services =>
        {
            services.AddSingleton(step);
            if (evaluators is not null)
            {
                services.AddSingleton(evaluators);
            }
        });
}
