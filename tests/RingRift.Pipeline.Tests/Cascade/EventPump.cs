using RingRift.Learning.Randomness;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>A transport with at-least-once delivery and no order: takes published events to each of their handlers, or to the worker, until nothing waits.</summary>
public sealed class EventPump(
    EventDispatcher dispatcher, TestWorker worker, DeliveryObserver deliveries, InMemoryEventBus bus, Delivery delivery, Func<EventEnvelope, bool>? isLost = null)
{
    private const int MaxDeliveries = 50;

    private readonly SeededRandom _random = new((ulong)(delivery.ShuffleSeed ?? 0));
    private readonly List<(string? Handler, EventEnvelope Event, int Deliveries)> _waiting = [];

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

                var consumers = worker.Takes(envelope) ? [null] : dispatcher.HandlersOf(envelope.Type).ToArray<string?>();
                _waiting.AddRange(consumers.SelectMany(consumer => Enumerable.Repeat((consumer, envelope, 0), delivery.Times)));
            }

            if (_waiting.Count == 0)
            {
                return;
            }

            var index = delivery.ShuffleSeed is null ? 0 : _random.Next(_waiting.Count);
            var (handler, next, deliveries) = _waiting[index];
            _waiting.RemoveAt(index);
            if (!await DeliverAsync(handler, next))
            {
                Assert.True(deliveries < MaxDeliveries, $"{next.Type} {next.Id} ({next.Subject}) is never done");
                _waiting.Add((handler, next, deliveries + 1));
            }
        }
    }

    private async Task<bool> DeliverAsync(string? handler, EventEnvelope envelope)
    {
        try
        {
            var result = handler is null
                ? await deliveries.ObserveAsync("worker", envelope, () => worker.HandleAsync(envelope, CancellationToken.None), DeliveryEnd.Of)
                : await dispatcher.HandleAsync(handler, envelope, CancellationToken.None);
            return result is not HandlerResult.Retry;
        }
        catch (InjectedFaultException)
        {
            return false;
        }
    }
}
