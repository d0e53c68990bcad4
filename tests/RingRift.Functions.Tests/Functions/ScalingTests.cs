using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Json;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Functions.Tests.Functions;

public sealed class ScalingTests
{
    [Fact]
    public async Task When_workers_are_scaled_should_answer_with_the_decision_of_the_daemon()
    {
        await using var host = await HttpApi.StartAsync(
            services => services.AddSingleton<IWorkerPool>(new InMemoryWorkerPool(WorkKind.SelfPlay)));
        host.Services.GetRequiredService<InMemoryJobQueue>().SendMalformed(JobQueues.Selfplay, "waits", "no event");
        await host.Services.GetRequiredService<DaemonRunner>().RunDueAsync(default);
        var report = (await host.Client.GetFromJsonAsync<ScalerReport>("/api/scaler", EventJson.Options))!;
        Assert.True(report.Configured);
        var pool = Assert.Single(report.Pools);
        Assert.Equal((WorkKind.SelfPlay, ScaleVerdict.Out, 1), (pool.Kind, pool.Verdict, pool.Wanted));
        Assert.NotEmpty(pool.Reasons);
    }

    [Fact]
    public async Task When_none_are_should_say_that_nothing_is_configured()
    {
        await using var host = await HttpApi.StartAsync();
        var report = (await host.Client.GetFromJsonAsync<ScalerReport>("/api/scaler", EventJson.Options))!;
        Assert.False(report.Configured);
        Assert.Empty(report.Pools);
    }
}
