using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.DeadLetters;

public sealed class DeadLetterNoticesTests : IDisposable
{
    private readonly PipelineHarness _harness = new(("DeadLetters:StaleAfter", "00:10:00"));

    private FakeTimeProvider Time => _harness.Time;

    private DeadLetterOperations Operations => _harness.Get<DeadLetterOperations>();

    [Fact]
    public async Task When_letters_are_redriven_should_tell_how_many_of_each_consumer()
    {
        await AddAsync("PlanTraining", "a", "b");
        await AddAsync("SyncGames", "c");

        await Operations.RedriveAsync(All, "mended", dryRun: true, default);
        await Operations.RedriveAsync(All, "mended", dryRun: false, default);
        await Operations.RedriveAsync(All, "nothing is open any more", dryRun: false, default);

        var told = (await SweptAsync()).Select(
            e => (e.Subject, Payload: e.Payload<DlqEventsReplayed>())).OrderBy(e => e.Subject, StringComparer.Ordinal).ToList();
        Assert.Equal(
            [("dead-letters/PlanTraining", "PlanTraining", 2), ("dead-letters/SyncGames", "SyncGames", 1)],
            told.Select(e => (e.Subject, e.Payload.Consumer, e.Payload.Count)));
        Assert.StartsWith(
            "redrive-20260301T120000-", Assert.Single(told.Select(e => e.Payload.ReplayId).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_letters_are_discarded_should_tell_how_many_and_why()
    {
        await AddAsync("PlanTraining", "a", "b");
        await Operations.DiscardAsync(All, new string('w', 5000), dryRun: false, default);
        var told = Assert.Single(await SweptAsync()).Payload<DlqEventsPurged>();
        Assert.Equal(("PlanTraining", 2, 1000), (told.Consumer, told.Count, told.Reason.Length));
    }

    [Fact]
    public async Task When_an_operation_fails_half_way_should_tell_what_was_done()
    {
        await AddAsync("PlanTraining", "a", "b", "c");
        var sent = 0;
        _harness.Faults.Fails = (point, _) => point == FaultPoint.BeforeRedelivery && ++sent == 3;
        await Assert.ThrowsAsync<InjectedFaultException>(() => Operations.RedriveAsync(All, "mended", dryRun: false, default));
        _harness.Faults.Fails = (_, _) => false;
        Assert.Equal(2, Assert.Single(await SweptAsync()).Payload<DlqEventsReplayed>().Count);
    }

    [Fact]
    public async Task When_it_cannot_be_told_should_not_fail_what_was_done()
    {
        await AddAsync("PlanTraining", "a");
        _harness.Faults.Fails = (point, _) => point == FaultPoint.BeforeCommit;
        var report = await Operations.DiscardAsync(All, "old", dryRun: false, default);
        _harness.Faults.Fails = (_, _) => false;
        Assert.Equal(1, report.Count(DeadLetterChangeOutcome.Discarded));
        Assert.Empty(await SweptAsync());
    }

    [Fact]
    public async Task When_letters_wait_too_long_should_tell_it_once_until_none_does()
    {
        await AddAsync("PlanTraining", "a");
        Time.Advance(TimeSpan.FromMinutes(5));
        await AddAsync("PlanTraining", "b");
        Assert.Equal("2 open dead letters of 1 consumers, 0 newly told", await LookAsync());
        Time.Advance(TimeSpan.FromMinutes(5.1));
        Assert.Equal("2 open dead letters of 1 consumers, 1 newly told", await LookAsync());
        var first = Assert.Single(_harness.Bus.TakeAll()).Payload<DlqStaleEvents>();
        Assert.Equal(("PlanTraining", 1, Sample.Noon), (first.Consumer, first.Count, first.Oldest));

        Time.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.Empty(_harness.Bus.TakeAll());

        await Operations.DiscardAsync(All, "old", dryRun: false, default);
        await LookAsync();
        await AddAsync("PlanTraining", "c");
        Time.Advance(TimeSpan.FromMinutes(11));
        await LookAsync();
        Assert.Equal(1, Assert.Single(_harness.Bus.TakeAll(), e => e.Type == DataEventType.DlqStaleEvents).Payload<DlqStaleEvents>().Count);
    }

    [Theory]
    [InlineData(DataEventType.DlqStaleEvents)]
    [InlineData(DataEventType.DlqEventsReplayed)]
    [InlineData(DataEventType.DlqEventsPurged)]
    public async Task When_an_event_about_dead_letters_is_given_up_itself_should_lead_to_no_further_one(DataEventType type)
    {
        await AddAsync("PlanTraining", letter => letter with { EventType = type.CatalogueName() }, "a");
        Time.Advance(TimeSpan.FromHours(2));
        await LookAsync();
        await Operations.RedriveAsync(All, "mended", dryRun: false, default);
        await Operations.DiscardAsync(
            DeadLetterSelection.Of(new DeadLetterQuery { Status = DeadLetterStatus.Redriven }), "old", dryRun: false, default);
        Assert.Empty(await SweptAsync());
    }

    public void Dispose() => _harness.Dispose();

    private static DeadLetterSelection All => DeadLetterSelection.Of(new DeadLetterQuery());

    private Task<string> LookAsync() => _harness.Get<DeadLetterWatch>().LookAsync(default);

    private async Task<IReadOnlyList<EventEnvelope>> SweptAsync()
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        await _harness.Get<OutboxSweeper>().SweepAsync(default);
        return _harness.Bus.TakeAll();
    }

    private Task AddAsync(string consumer, params string[] ids) => AddAsync(consumer, letter => letter, ids);

    private async Task AddAsync(string consumer, Func<DeadLetter, DeadLetter> change, params string[] ids)
    {
        foreach (var id in ids)
        {
            var letter = DeadLetter.Of(
                Sample.Event(Sample.Key()), DeadLetterOrigin.Handler, consumer, "broken", Time.GetUtcNow()) with
            { EventId = id };
            await _harness.Get<IDeadLetterStore>().AddAsync(change(letter), default);
        }
    }
}
