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
    public static EventSubscription Of(EventRoute route, string storage, Uri functions) => new(route.Name, PipelineTopology.Topic, Destination(route.Target, storage, functions))
    {
        IncludedEventTypes = [route.Type.WireName()],
        RetryPolicy = new RetryPolicy(route.MaxDeliveryAttempts, route.TimeToLive),
        DeadLetter = new DeadLetterContainer(storage, PipelineTopology.DeadLetterContainer),
    };

    private static EventDestination Destination(RouteTarget target, string storage, Uri functions) => target switch
    {
        RouteTarget.Queue queue => new StorageQueueDestination(storage, queue.QueueName),
        RouteTarget.Function function => new WebHookDestination(new Uri(functions, $"runtime/webhooks/eventgrid?functionName={function.FunctionName}")),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "no such target"),
    };
}
