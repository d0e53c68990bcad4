using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Tests.Cascade;
using RingRift.Pipeline.Tests.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Operations.Reconciliation;

/// <summary>
/// The audit over the adapters in memory. MODEL_PROMOTED has two consumers: the main line's DistributeModel, and EnrolChampion beside it.
/// </summary>
public sealed class DeliveryAuditTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PipelineHarness _harness = new(
        (":DeliveryAudit:MaxRedeliveries", "2"), (":DeliveryAudit:MaxEvents", "150"), (":DeliveryAudit:MaxOpen", "120"));

    [Fact]
    public async Task When_one_consumer_never_got_an_event_should_send_it_to_that_one_alone_marked_and_under_its_own_id()
    {
        await AuditAsync();
        var lost = await PublishAsync(1);
        await HandleAsync(lost, "DistributeModel", HandlingOutcome.Done);
        await AuditAfterAsync(14);
        Assert.Empty(Sent());

        await AuditAfterAsync(2);
        var request = Assert.Single(Sent());
        Assert.Equal(("EnrolChampion", "audit-1", null), (request.Consumer, request.ReplayId, request.LetterId));
        Assert.Equal((lost.Id, "audit-1"), (CloudEventReader.Read(request.Body).Id, CloudEventReader.Read(request.Body).ReplayId));

        await HandleAsync(lost, "EnrolChampion", HandlingOutcome.Duplicate);
        await AuditAfterAsync(60);
        Assert.Empty(Sent());
        Assert.Empty((await StateAsync()).Open);
    }

    [Fact]
    public async Task When_it_never_ends_should_send_it_a_bounded_number_of_times_and_keep_it_as_one_dead_letter()
    {
        using var measured = new Measurements(_harness.Get<DeliveryAuditMetrics>().Meter);
        await AuditAsync();
        var lost = await PublishAsync(1);
        await HandleAsync(lost, "DistributeModel", HandlingOutcome.Done);
        var sent = 0;
        for (var minute = 0; minute < 300; minute++)
        {
            await AuditAfterAsync(1);
            sent += Sent().Count;
        }

        Assert.Equal(2, sent);
        var letter = Assert.Single(await _harness.DeadLettersAsync());
        (string, object?) consumer = (DeliveryAuditMetrics.ConsumerTag, "EnrolChampion");
        Assert.Equal(
            (2, 1),
            (measured.Sum("ringrift.delivery_audit.redelivered", consumer), measured.Sum("ringrift.delivery_audit.given_up", consumer)));
        Assert.Equal(0, measured.Of("ringrift.delivery_audit.open")[^1].Value);
        Assert.Equal(["{delivery}", "{event}", "{event}"], measured.Instruments.Select(one => one.Unit).Order(StringComparer.Ordinal));
        Assert.Equal(
            (DeadLetterOrigin.Audit, "EnrolChampion", lost.Id, DeadLetterStatus.Open),
            (letter.Origin, letter.Consumer, letter.EventId, letter.Status));
        Assert.Empty((await StateAsync()).Open);
    }

    [Fact]
    public async Task When_it_begins_should_leave_the_past_alone_and_never_look_behind_the_log()
    {
        await PublishAsync(1);
        await AuditAfterAsync(60);
        await AuditAfterAsync(60);
        Assert.Empty(Sent());

        await PublishAsync(2);
        await AuditAfterAsync(31 * 24 * 60);
        Assert.Empty(Sent());
    }

    [Fact]
    public async Task When_the_config_is_paused_should_wait_until_it_is_not()
    {
        await AuditAsync();
        var lost = await PublishAsync(1);
        await HandleAsync(lost, "DistributeModel", HandlingOutcome.Done);
        await _harness.Get<PipelinePauses>().PauseAsync(
            PipelineHarness.Config, new PauseRequest { Owner = "ann", Reason = "upgrade", Duration = TimeSpan.FromHours(2) }, None);
        await AuditAfterAsync(20);
        await AuditAfterAsync(60);
        Assert.Empty(Sent());
        await AuditAfterAsync(60);
        Assert.Single(Sent());
    }

    [Theory]
    [InlineData(FaultPoint.BeforeRedelivery)]
    [InlineData(FaultPoint.AfterRedelivery)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.BeforeDeadLetter)]
    [InlineData(FaultPoint.AfterDeadLetter)]
    public async Task When_it_crashes_anywhere_should_send_everything_in_the_end_and_keep_one_letter(FaultPoint point)
    {
        await AuditAsync();
        var lost = await PublishAsync(1);
        await HandleAsync(lost, "DistributeModel", HandlingOutcome.Done);
        var passings = 0;
        _harness.Faults.Fails = (at, _) => at == point && ++passings % 2 == 1;
        var sent = new HashSet<string?>();
        for (var minute = 0; minute < 300; minute++)
        {
            await TryAuditAfterAsync(1);
            sent.UnionWith(Sent().Select(request => request.ReplayId));
        }

        Assert.True(passings > 0, $"{point} was never passed");
        Assert.Equal(["audit-1", "audit-2"], sent.Order(StringComparer.Ordinal));
        Assert.Equal(1, Assert.Single(await _harness.DeadLettersAsync()).Attempts);
    }

    [Fact]
    public async Task When_there_is_much_should_take_several_runs_and_send_each_event_once()
    {
        await AuditAsync();
        var lost = new List<string>();
        for (var iteration = 1; iteration <= 450; iteration++)
        {
            var published = await PublishAsync(iteration);
            await HandleAsync(published, "DistributeModel", HandlingOutcome.Done);
            if (iteration % 45 == 0)
            {
                lost.Add(published.Id);
            }
            else
            {
                await HandleAsync(published, "EnrolChampion", HandlingOutcome.Done);
            }
        }

        var first = await AuditAfterAsync(16);
        Assert.StartsWith("200 events audited", first, StringComparison.Ordinal);
        Assert.NotNull((await StateAsync()).Until);
        await AuditAsync();
        await AuditAsync();
        Assert.Null((await StateAsync()).Until);
        Assert.Equal(
            lost.Order(StringComparer.Ordinal),
            Sent().Select(request => CloudEventReader.Read(request.Body).Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task When_too_many_are_open_should_wait_for_some_to_end_and_go_on()
    {
        await AuditAsync();
        var all = new List<EventEnvelope>();
        for (var iteration = 1; iteration <= 350; iteration++)
        {
            all.Add(await PublishAsync(iteration));
        }

        await AuditAfterAsync(16);
        var open = (await StateAsync()).Open.Count;
        Assert.InRange(open, 120, 320);
        await AuditAsync();
        Assert.Equal(open, (await StateAsync()).Open.Count);

        foreach (var handled in all)
        {
            await HandleAsync(handled, "DistributeModel", HandlingOutcome.Done);
            await HandleAsync(handled, "EnrolChampion", HandlingOutcome.Done);
        }

        await AuditAfterAsync(16);
        for (var run = 0; run < 3; run++)
        {
            await AuditAsync();
        }

        Assert.Empty((await StateAsync()).Open);
        Assert.Null((await StateAsync()).Until);
    }

    [Fact]
    public async Task When_a_worker_has_the_job_or_the_iteration_has_gone_on_should_not_ask_for_it_again()
    {
        await AuditAsync();
        await _harness.StartAsync();
        var requests = _harness.Bus.TakeAll().Where(e => e.Type == DataEventType.SelfplayRequested).ToList();
        await AuditAfterAsync(20);
        Assert.Equal(requests.Count, Sent().Count(request => request.Consumer == "selfplay-jobs"));

        foreach (var request in requests)
        {
            await _harness.Get<TestWorker>().HandleAsync(request, None);
        }

        await AuditAfterAsync(60);
        Assert.DoesNotContain(Sent(), request => request.Consumer == "selfplay-jobs");
    }

    public void Dispose() => _harness.Dispose();

    private Task<string> AuditAsync() => _harness.Get<DeliveryAudit>().AuditAsync(None);

    private Task<string> AuditAfterAsync(int minutes)
    {
        _harness.Time.Advance(TimeSpan.FromMinutes(minutes));
        return AuditAsync();
    }

    private async Task TryAuditAfterAsync(int minutes)
    {
        try
        {
            await AuditAfterAsync(minutes);
        }
        catch (InjectedFaultException)
        {
            // The process died there; the daemon runs again.
        }
    }

    private IReadOnlyList<RedeliveryRequest> Sent() => _harness.Get<InMemoryRedeliveryQueue>().TakeAll();

    private async Task<DeliveryAuditState> StateAsync() =>
        (await _harness.Get<IAggregateStore>().LoadAsync<DeliveryAuditState>(AggregateKey.DeliveryAudit(), None))!.State;

    private async Task<EventEnvelope> PublishAsync(int iteration)
    {
        var promoted = new ModelPromoted
        {
            Config = PipelineHarness.Config,
            Iteration = iteration,
            Model = Sample.Artifact(kind: ArtifactKind.Model),
            Reason = "better",
        };
        var envelope = _harness.Get<EventFactory>().Create(
            promoted, AggregateKey.Iteration(PipelineHarness.Config, iteration), 1, 0, cause: null);
        await _harness.Get<IEventLog>().AppendPublishedAsync([envelope], None);
        _harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        return envelope;
    }

    private Task HandleAsync(EventEnvelope envelope, string consumer, HandlingOutcome outcome) =>
        _harness.Get<IEventLog>().AppendHandledAsync(
        [
            new HandlingRecord
            {
                DeliveryId = $"{envelope.Id} {consumer} {_harness.Time.GetUtcNow().UtcTicks}",
                EventId = envelope.Id,
                CorrelationId = envelope.CorrelationId,
                Consumer = consumer,
                Time = _harness.Time.GetUtcNow(),
                Duration = TimeSpan.Zero,
                Outcome = outcome,
            },
        ],
        None);
}
