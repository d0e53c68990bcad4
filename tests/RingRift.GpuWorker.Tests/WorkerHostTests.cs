using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RingRift.GpuWorker.CommandLine;

namespace RingRift.GpuWorker.Tests;

public sealed class WorkerHostTests
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["EventGrid:TopicEndpoint"] = "http://127.0.0.1:1/api/events",
        ["EventGrid:TopicKey"] = "key",
        ["Health:Address"] = "",
        ["Metadata:Mode"] = "Off",
        ["SelfTest:Enabled"] = "false",
    };

    [Fact]
    public async Task When_told_to_stop_while_it_starts_should_end_as_stopped() =>
        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(WorkerHost.Build(
            new WorkerArguments(Once: true), Settings, services => services.AddHostedService<StopsTheStart>())));

    /// <summary>As a signal does that arrives before the start is over.</summary>
    private sealed class StopsTheStart(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
