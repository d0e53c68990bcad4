using RingRift.Eventing.Catalogue;

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
