using System.Collections.Frozen;
using RingRift.Eventing.Catalogue;

namespace RingRift.Pipeline.Jobs;

/// <summary>
/// Storage queues that Event Grid subscriptions fill; bodies are Base64 of the CloudEvent JSON. The catalogue names them (ADR 0019), and
/// constants are made from it for attributes, which take nothing else.
/// </summary>
public static partial class JobQueues
{
    private static readonly EventConsumer[] Consumers =
        [.. EventCatalogue.All.SelectMany(definition => definition.Consumers).Where(consumer => consumer.Queue is not null)];

    private static readonly FrozenDictionary<string, string> Queues =
        Consumers.ToFrozenDictionary(consumer => consumer.Name, consumer => consumer.Queue!, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Consumers.Select(consumer => consumer.Queue!)];

    /// <summary>Queues that GPU workers take from themselves; a worker's consumer name is its queue.</summary>
    public static IReadOnlyList<string> OfWorkers { get; } =
    [
        .. Consumers.Where(consumer => consumer.IsWorker).Select(consumer => consumer.Name)
    ];

    /// <summary>The queue a consumer is behind; null for one that is called by webhook.</summary>
    /// <param name="consumer">Name of a handler, or of a worker's queue.</param>
    public static string? QueueOf(string consumer) => Queues.GetValueOrDefault(consumer);
}
