using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Every subscription of this process, on whichever transport. A name stands for one subscription, and so for one transport.
/// </summary>
public sealed class SubscriptionTable
{
    private readonly Subscription[] _inProcess;

    /// <summary>The table of what is registered.</summary>
    /// <exception cref="InvalidOperationException">A name is used twice.</exception>
    public SubscriptionTable(IEnumerable<Subscription> inProcess, IEnumerable<IEventHandler> durable)
    {
        _inProcess = [.. inProcess];
        Lines =
        [
            .. durable.Select(handler => new SubscriptionLine(handler.Name, SubscriptionTransport.DurableTransport, handler.Accepts))
                .Concat(_inProcess.Select(one => new SubscriptionLine(one.Name, one.Transport, (one as Subscription.DataEvents)?.Type)))
                .OrderBy(line => line.Name, StringComparer.Ordinal),
        ];
        if (Lines.GroupBy(line => line.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"{twice.Key} is the name of {twice.Count()} subscriptions ({string.Join(", ", twice.Select(line => line.Transport))}); a subscription has one transport");
        }
    }

    /// <summary>All subscriptions, by name.</summary>
    public IReadOnlyList<SubscriptionLine> Lines { get; }

    /// <summary>The declared observers of this process.</summary>
    internal IReadOnlyList<Subscription> InProcess => _inProcess;
}

/// <summary>One subscription as a line of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Transport">Its one transport.</param>
/// <param name="Takes">The type it takes; null for every type, and for stage transitions.</param>
public sealed record SubscriptionLine(string Name, SubscriptionTransport Transport, DataEventType? Takes);

/// <summary>The three ways to a subscriber. A subscription names exactly one, and none forwards to another (ADR 0008; K1, K2).</summary>
public enum SubscriptionTransport
{
    /// <summary>Events this process publishes, to observers in this process.</summary>
    DataEventBus,

    /// <summary>Stage transitions this process commits, to observers in this process.</summary>
    StageEventBus,

    /// <summary>Events that travel through Event Grid and queues, to durable consumers in any process.</summary>
    DurableTransport,
}
