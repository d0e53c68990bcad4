using RingRift.Eventing.Catalogue;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Learning.Randomness;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>
/// A transport with at-least-once delivery and no order: takes published events to each of their handlers, or to the worker, until nothing
/// waits.
/// </summary>
public sealed class EventPump(
    EventDispatcher dispatcher, TestWorker worker, DeliveryObserver deliveries, InMemoryEventBus bus, Delivery delivery, Func<EventEnvelope,
    bool>? isLost = null,
    Func<string, EventEnvelope, bool>? isLostTo = null)
{
    private const int MaxDeliveries = 50;

    private readonly SeededRandom _random = new((ulong)(delivery.ShuffleSeed ?? 0));
    private readonly List<(string Consumer, EventEnvelope Event, int Deliveries)> _waiting = [];

    /// <summary>Delivers until nothing waits, or until told to leave the rest for later.</summary>
    public async Task DrainAsync(Func<bool>? isEnough = null)
    {
        while (isEnough?.Invoke() != true)
        {
            foreach (var envelope in bus.TakeAll())
            {
                if (isLost?.Invoke(envelope) == true)
                {
                    continue;
                }

                var consumers = EventCatalogue.Of(envelope.Type).Consumers.Select(consumer => consumer.Name)
                    .Where(consumer => isLostTo?.Invoke(consumer, envelope) != true);
                _waiting.AddRange(consumers.SelectMany(consumer => Enumerable.Repeat((consumer, envelope, 0), delivery.Times)));
            }

            if (_waiting.Count == 0)
            {
                return;
            }

            var index = delivery.ShuffleSeed is null ? 0 : _random.Next(_waiting.Count);
            var (consumer, next, deliveries) = _waiting[index];
            _waiting.RemoveAt(index);
            if (!await DeliverAsync(consumer, next))
            {
                Assert.True(deliveries < MaxDeliveries, $"{next.Type} {next.Id} ({next.Subject}) is never done");
                _waiting.Add((consumer, next, deliveries + 1));
            }
        }
    }

    /// <summary>Delivers what waits to be delivered again, each to its consumer, as the functions and workers do.</summary>
    public async Task RedeliverAsync(InMemoryRedeliveryQueue queue)
    {
        foreach (var request in queue.TakeAll())
        {
            await DeliverAsync(request.Consumer, CloudEventReader.Read(request.Body));
        }
    }

    private async Task<bool> DeliverAsync(string consumer, EventEnvelope envelope)
    {
        try
        {
            var result = worker.Takes(consumer)
                ? await deliveries.ObserveAsync(
                    consumer, envelope, () => worker.HandleAsync(envelope, CancellationToken.None), DeliveryEnd.Of)
                : await dispatcher.HandleAsync(consumer, envelope, CancellationToken.None);
            return result is not HandlerResult.Retry;
        }
        catch (InjectedFaultException)
        {
            return false;
        }
    }
}
