using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Fuzzing;

/// <summary>Makes events of every type with every mutation in turn; the same seed makes the same.</summary>
public static class EventFuzzer
{
    /// <summary>Events without end.</summary>
    public static IEnumerable<FuzzedEvent> Events(int seed)
    {
        var random = new Random(seed);
        var (payloads, writer, mutator) = (new PayloadGenerator(random), new EventWriter(random), new Mutator(random));
        for (var round = 0; ; round++)
        {
            for (var index = 0; index < EventCatalogue.All.Count; index++)
            {
                // A round takes the mutations shifted by one, so that every type meets every mutation.
                var (type, mutation) = (EventCatalogue.All[index].Type, Mutator.All[(index + round) % Mutator.All.Count]);
                var payload = payloads.Payload(type);
                yield return new FuzzedEvent(
                    type,
                    mutation,
                    mutator.Apply(writer.CloudEvent(type, payload.DeepClone()), mutation),
                    mutator.Apply(writer.Request(type, payload), mutation));
            }
        }
    }
}

/// <summary>One broken or whole event.</summary>
/// <param name="Type">The event it was made as.</param>
/// <param name="Mutation">What was done to it.</param>
/// <param name="Delivery">As it arrives at a consumer: a CloudEvent in UTF-8.</param>
/// <param name="Request">As it is posted from outside.</param>
public sealed record FuzzedEvent(DataEventType Type, Mutation Mutation, byte[] Delivery, byte[] Request);
