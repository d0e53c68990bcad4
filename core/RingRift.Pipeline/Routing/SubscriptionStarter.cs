using Microsoft.Extensions.Hosting;

namespace RingRift.Pipeline.Routing;

/// <summary>Begins the declared subscriptions with the process, before anything is published, and lets them end what they have when it stops.</summary>
internal sealed class SubscriptionStarter(
    EventRouter router, SubscriptionTable table, DataEventBus events, StageEventBus stages, RoutingMetrics metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Start();
        foreach (var subscription in table.InProcess)
        {
            router.Subscribe(subscription);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(events.StopAsync(), stages.StopAsync()).WaitAsync(cancellationToken);
}
