using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class ScaleRoundTests
{
    private static readonly DateTimeOffset Now = Sample.Noon;

    private readonly ScaleRound _round = new(new ScalerOptions());

    [Fact]
    public void When_workers_run_should_book_the_most_there_may_have_been()
    {
        var first = Look(null, 0, visible: 4);
        Assert.Equal((0, 4), (first.State.Pools[0].Workers, first.State.Pools[0].Wanted));
        Assert.Empty(first.State.Days);

        // Four were ordered: they are paid for from then on, whether the service counts them yet or not.
        var second = Look(first.State, 2, visible: 0, inFlight: 2, after: 30);
        Assert.Equal(4 * 30 / 3600.0, Today(second).SelfPlay, 9);
        var third = Look(second.State, 6, visible: 0, inFlight: 2, after: 60);
        Assert.Equal((4 + 6) * 30 / 3600.0, Today(third).SelfPlay, 9);
    }

    [Fact]
    public void When_the_number_changes_should_tell_it_once_however_often_it_is_tried()
    {
        var first = Look(null, 0, visible: 4);
        var told = Assert.Single(first.Events);
        Assert.Equal((DataEventType.ClusterCapacityChanged, "scaler"), (told.Type, told.Subject));
        Assert.Equal(
            ("selfplay", 0, 4), (Text(told, "pool"), told.Data.GetProperty("from").GetInt32(), told.Data.GetProperty("to").GetInt32()));

        // The order was not carried out; after the cooldown it is given again.
        var again = Look(first.State, 0, visible: 4, after: 60);
        Assert.Equal((ScaleVerdict.Out, 4), (again.State.Pools[0].Verdict, again.State.Pools[0].Wanted));
        Assert.Empty(again.Events);
        Assert.Empty(Look(again.State, 4, visible: 0, inFlight: 4, after: 90).Events);
    }

    [Fact]
    public void When_the_budget_goes_should_warn_once_then_stop_and_tell_once_for_the_day()
    {
        var events = new List<EventDraft>();
        ScalerState? state = null;
        for (var minute = 0; minute < 6 * 60; minute++)
        {
            var workers = state?.Pools[0].Wanted ?? 0;
            var look = Look(state, workers, visible: 500, inFlight: workers, after: minute * 60);
            state = look.State;
            events.AddRange(look.Events);
        }

        var alert = Assert.Single(events, draft => draft.Type == DataEventType.BudgetAlert);
        Assert.Equal(36, alert.Data.GetProperty("gpuHours").GetDouble(), 0.2);
        var exceeded = Assert.Single(events, draft => draft.Type == DataEventType.BudgetExceeded);
        Assert.Equal(("selfplay", "2026-03-01"), (Text(exceeded, "pool"), Text(exceeded, "day")));
        Assert.Equal((ScaleVerdict.Stop, 0), (state!.Pools[0].Verdict, state.Pools[0].Wanted));
        Assert.InRange(state.Days[^1].SelfPlay, 37, 38.4);
    }

    [Fact]
    public void When_a_kind_cannot_be_read_should_go_on_booking_it_and_stop_it_unseen_out_of_budget()
    {
        var running = Look(null, 10, visible: 500, inFlight: 10).State;
        var blind = Decide(running, null, after: 60);
        Assert.Equal((ScaleVerdict.Unknown, 10), (blind.State.Pools[0].Verdict, blind.State.Pools[0].Wanted));
        Assert.Equal(10 / 60.0, Today(blind).SelfPlay, 9);
        Assert.Empty(blind.Events);

        var spent = blind.State with { Days = [new(GpuLedger.DayOf(Now), SelfPlay: 38.3)] };
        var stopped = Decide(spent, null, after: 90);
        Assert.Equal(
            (ScaleVerdict.Stop, 0, 10), (stopped.State.Pools[0].Verdict, stopped.State.Pools[0].Wanted, stopped.State.Pools[0].Workers));
    }

    private static GpuDay Today(Decision<ScalerState>.Accept look) => GpuLedger.Of(look.State.Days, GpuLedger.DayOf(Now));

    private static string Text(EventDraft draft, string member) => draft.Data.GetProperty(member).GetString()!;

    private Decision<ScalerState>.Accept Look(ScalerState? before, int workers, int visible, int inFlight = 0, int after = 0) =>
        Decide(before, new PoolReading(WorkKind.SelfPlay, workers, new(visible, inFlight)), after);

    private Decision<ScalerState>.Accept Decide(ScalerState? before, PoolReading? reading, int after) =>
        _round.Decide(before, new Dictionary<WorkKind, PoolReading?> { [WorkKind.SelfPlay] = reading }, Now.AddSeconds(after));
}
