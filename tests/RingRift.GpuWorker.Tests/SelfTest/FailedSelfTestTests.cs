using Microsoft.Extensions.DependencyInjection;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Tests.Drain;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.SelfTest;

public sealed class FailedSelfTestTests(StorageBench bench) : IClassFixture<StorageBench>
{
    [Fact]
    public async Task When_the_self_test_fails_should_take_no_job_and_exit_with_3_and_leave_the_job_to_others()
    {
        const string Job = "hex8_2p-000001-selfplay-broken";
        await bench.SendAsync(JobQueues.Selfplay, new SelfplayRequested { Config = "hex8_2p", Iteration = 1, JobId = Job, Shard = 0, Games = 2, Seed = 1 });
        var broken = bench.Worker(new TrackedBoard(), settings: new() { ["SelfTest:Enabled"] = "true" }, configure: services => services.AddSingleton<ISelfTestCheck, Broken>());

        Assert.Equal(WorkerExit.SelfTest, await StorageBench.RunAsync(broken));
        Assert.Empty(bench.Published<SelfplayComplete>(e => e.JobId, Job));

        Assert.Equal(WorkerExit.Stopped, await StorageBench.RunAsync(bench.Worker(new TrackedBoard())));
        Assert.Equal(1, Assert.Single(bench.Published<SelfplayComplete>(e => e.JobId, Job)).Attempt);
    }

    private sealed class Broken : ISelfTestCheck
    {
        public string Name => "broken device";

        public string? Run(SelfTestNetwork network) => "it computes nothing";
    }
}
