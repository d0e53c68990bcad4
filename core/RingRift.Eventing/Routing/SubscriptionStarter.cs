using Microsoft.Extensions.Hosting;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Begins the declared subscriptions before any service of the process starts and could publish, and drains them after the last one has
/// stopped.
/// </summary>
internal sealed class SubscriptionStarter(
    EventRouter router, SubscriptionTable table, DataEventBus events, StageEventBus stages,
    RoutingMetrics metrics) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        metrics.Start();
        foreach (var subscription in table.InProcess)
        {
            router.Subscribe(subscription);
        }

        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(events.StopAsync(), stages.StopAsync()).WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
