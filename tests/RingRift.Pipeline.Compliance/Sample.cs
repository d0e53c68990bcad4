using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Compliance;

/// <summary>Values the suites store. Names are unique, so that adapters over shared storage can run the suites again and again.</summary>
public static class Sample
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():N}";

    public static AggregateKey Key() => new(Unique("aggregate"));

    public static ArtifactRef Artifact(char digit = 'a', ArtifactKind kind = ArtifactKind.Model) => new(kind, new string(digit, 64), 12);

    public static EventEnvelope Event(AggregateKey key, long version = 1, int index = 0) =>
        new EventFactory(new FixedTime(), "/ringrift/compliance").Create(
            new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = $"job-{index}", Attempt = 1, Reason = "umlauts äöü and \"quotes\"" }, key, version, index, cause: null);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
