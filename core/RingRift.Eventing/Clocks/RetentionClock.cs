using RingRift.Eventing.Aggregates;

namespace RingRift.Eventing.Clocks;

/// <summary>The time that retention goes by: nothing is deleted as old on the word of one look at a clock (ADR 0031).</summary>
public sealed class RetentionClock(IAggregateStore aggregates, TimeProvider time)
{
    /// <summary>The time before which something is older than an age.</summary>
    /// <param name="age">The age.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<DateTimeOffset> OlderThanAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var stored = await aggregates.LoadAsync<ClockState>(AggregateKey.Clock(), cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var believed = stored?.State.Believed ?? now - ClockPolicy.FirstLag;
        return (believed < now ? believed : now) - age;
    }
}
