using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

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

/// <summary>A small aggregate state to store.</summary>
public sealed record CountedState(string Name, int Count, IReadOnlyList<string> Entries) : StoredRecord;

/// <summary>What many looks at a clock that was never set leave behind.</summary>
public static class SampleClock
{
    /// <summary>Has retention go by the time that the clock says now.</summary>
    public static async Task BelieveAsync(IAggregateStore aggregates, TimeProvider time)
    {
        var before = await aggregates.LoadAsync<ClockState>(AggregateKey.Clock(), CancellationToken.None);
        var outcome = await aggregates.CommitAsync(
            new Commit<ClockState>
            {
                Key = AggregateKey.Clock(),
                State = new ClockState(time.GetUtcNow(), time.GetUtcNow()),
                Token = before?.Token,
                Version = (before?.Version ?? 0) + 1,
                InboxId = null,
                Outbox = [],
            },
            CancellationToken.None);
        Assert.Equal(CommitOutcome.Committed, outcome);
    }
}
