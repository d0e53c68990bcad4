using RingRift.Azure.Topology;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Eventing.Catalogue;

namespace RingRift.Local.Stack;

/// <summary>Subscriptions of the topology as the emulator takes them.</summary>
internal static class EmulatedSubscriptions
{
    /// <param name="route">A subscription of the topology.</param>
    /// <param name="storage">Connection string of the storage account.</param>
    /// <param name="functions">Address of the functions host.</param>
    public static EventSubscription Of(EventRoute route, string storage, Uri functions) =>
        new(route.Name, PipelineTopology.Topic, Destination(route, storage, functions))
        {
            IncludedEventTypes = [route.Type.WireName()],
            RetryPolicy = new RetryPolicy(route.MaxDeliveryAttempts, route.TimeToLive),
            DeadLetter = new DeadLetterContainer(storage, PipelineTopology.DeadLetterContainer),
        };

    private static EventDestination Destination(EventRoute route, string storage, Uri functions) => route.Queue is { } queue
        ? new StorageQueueDestination(storage, queue)
        : new WebHookDestination(new Uri(functions, $"runtime/webhooks/eventgrid?functionName={route.Consumer}"));
}
