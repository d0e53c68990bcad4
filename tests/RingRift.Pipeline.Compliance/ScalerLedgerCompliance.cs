using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Compliance;

/// <summary>
/// What every <see cref="IAggregateStore"/> has to do for the ledger of GPU-hours: keep it whole, and let one of two lookers book.
/// </summary>
public abstract class ScalerLedgerCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly AggregateKey _key = new(Sample.Unique("scaler"));

    protected abstract IAggregateStore Store { get; }

    [Fact]
    public async Task When_kept_should_come_back_as_it_was()
    {
        var state = State(hours: 12.25);
        await CommitAsync(state, token: null);
        var kept = (await Store.LoadAsync<ScalerState>(_key, None))!.State;
        Assert.Equal((state.Looked, state.AlertedOn), (kept.Looked, kept.AlertedOn));
        Assert.Equal(state.Days, kept.Days);
        Assert.Equal(state.Pools[0] with { Reasons = [] }, kept.Pools[0] with { Reasons = [] });
        Assert.Equal(state.Pools[0].Reasons, kept.Pools[0].Reasons);
    }

    [Fact]
    public async Task When_two_look_at_once_should_book_for_one_of_them()
    {
        await CommitAsync(State(hours: 1), token: null);
        var token = (await Store.LoadAsync<ScalerState>(_key, None))!.Token;
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(State(hours: 2), token));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(State(hours: 2), token));
        Assert.Equal(2, (await Store.LoadAsync<ScalerState>(_key, None))!.State.Days[^1].SelfPlay);
    }

    private Task<CommitOutcome> CommitAsync(ScalerState state, string? token) =>
        Store.CommitAsync(
            new Commit<ScalerState>
            {
                Key = _key,
                State = state,
                Token = token,
                Version = token is null ? 1 : 2,
                InboxId = null,
                Outbox = [],
            }, None);

    private static ScalerState State(double hours)
    {
        var day = GpuLedger.DayOf(Sample.Noon);
        var pool = new PoolState
        {
            Kind = WorkKind.SelfPlay,
            Verdict = ScaleVerdict.Stop,
            Workers = 3,
            Wanted = 0,
            Reasons = ["one", "two"],
            Load = new(4, 5),
            JobTime = TimeSpan.FromSeconds(41.5),
            LastOut = Sample.Noon,
            LastNeeded = Sample.Noon.AddMinutes(1),
            StoppedOn = day,
            LeftAtStop = 0.125,
        };
        return new ScalerState(Sample.Noon, [pool], [new(day.AddDays(-1), 20, 3.5), new(day, hours, 0.1)], day);
    }
}
