using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;

namespace RingRift.Pipeline.Compliance;

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
