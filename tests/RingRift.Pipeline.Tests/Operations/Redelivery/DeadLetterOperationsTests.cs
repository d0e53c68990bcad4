using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Tests.Eventing.Routing;

namespace RingRift.Pipeline.Tests.Operations.Redelivery;

public sealed class DeadLetterOperationsTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly InMemoryDeadLetterStore _store;
    private readonly InMemoryRedeliveryQueue _queue;
    private readonly InMemoryAggregateStore _aggregates;
    private readonly DeadLetterOperations _operations;

    public DeadLetterOperationsTests()
    {
        (_store, _queue, _aggregates) = (new InMemoryDeadLetterStore(_faults), new InMemoryRedeliveryQueue(_faults), new InMemoryAggregateStore(_time, _faults));
        _operations = new DeadLetterOperations(
            _store,
            new RedeliverySender(_queue, new JobRevival(_aggregates, _time)),
            new DeadLetterNotices(TestRouter.Changes(_aggregates, _time), NullLogger<DeadLetterNotices>.Instance),
            _time,
            NullLogger<DeadLetterOperations>.Instance);
    }

    [Fact]
    public async Task When_redriven_should_send_the_letter_to_its_consumer_only_and_note_why()
    {
        var letter = await AddAsync("PlanTraining", "a");

        var report = await _operations.RedriveAsync(DeadLetterSelection.Of([letter.Id]), "mended", dryRun: false, default);

        Assert.Equal(new DeadLetterChange(letter.Id, DeadLetterChangeOutcome.Redriven), Assert.Single(report.Changes));
        var request = Assert.Single(_queue.TakeAll());
        Assert.Equal(("PlanTraining", letter.Id, letter.Body, null), (request.Consumer, request.LetterId, request.Body, request.ReplayId));
        var noted = (await _store.GetAsync(letter.Id, default))!.Letter;
        Assert.Equal((DeadLetterStatus.Redriven, "mended", Sample.Noon), (noted.Status, noted.StatusNote, noted.StatusTime));
    }

    [Fact]
    public async Task When_selected_by_query_should_take_the_open_ones_of_it()
    {
        var wanted = await AddAsync("PlanTraining", "a");
        var discarded = await AddAsync("PlanTraining", "b");
        await AddAsync("ExportSamples", "c");
        await _operations.DiscardAsync(DeadLetterSelection.Of([discarded.Id]), "never mind", dryRun: false, default);

        var report = await _operations.RedriveAsync(DeadLetterSelection.Of(new DeadLetterQuery { Consumer = "PlanTraining" }), "mended", dryRun: false, default);

        Assert.Equal([wanted.Id], report.Changes.Select(change => change.Id));
    }

    [Fact]
    public async Task When_there_are_many_should_redrive_each_once()
    {
        for (var i = 0; i < 250; i++)
        {
            await AddAsync("PlanTraining", $"event-{i}");
        }

        var report = await _operations.RedriveAsync(DeadLetterSelection.Of(new DeadLetterQuery()), "mended", dryRun: false, default);

        Assert.Equal(250, report.Count(DeadLetterChangeOutcome.Redriven));
        Assert.Equal(250, _queue.TakeAll().Select(request => request.LetterId).Distinct().Count());
        Assert.Equal([new DeadLetterCount("PlanTraining", DeadLetterStatus.Redriven, 250)], await _store.CountAsync(default));
    }

    [Fact]
    public async Task When_it_is_a_dry_run_should_change_and_send_nothing()
    {
        var letter = await AddAsync("PlanTraining", "a");
        var selection = DeadLetterSelection.Of(new DeadLetterQuery());

        var redrive = await _operations.RedriveAsync(selection, "mended", dryRun: true, default);
        var discard = await _operations.DiscardAsync(selection, "mended", dryRun: true, default);

        Assert.Equal([DeadLetterChangeOutcome.Planned, DeadLetterChangeOutcome.Planned], redrive.Changes.Concat(discard.Changes).Select(change => change.Outcome));
        Assert.Empty(_queue.TakeAll());
        Assert.Equal(letter, (await _store.GetAsync(letter.Id, default))!.Letter);
    }

    [Fact]
    public async Task When_there_is_no_such_letter_should_say_so_and_go_on()
    {
        var letter = await AddAsync("PlanTraining", "a");
        var unknown = DeadLetterId.Of("PlanTraining", "unheard of");

        var report = await _operations.DiscardAsync(DeadLetterSelection.Of([unknown, letter.Id]), "never mind", dryRun: false, default);

        Assert.Equal([DeadLetterChangeOutcome.NotFound, DeadLetterChangeOutcome.Discarded], report.Changes.Select(change => change.Outcome));
    }

    [Theory]
    [InlineData(FaultPoint.BeforeRedelivery, DeadLetterStatus.Open, 0)]
    [InlineData(FaultPoint.AfterRedelivery, DeadLetterStatus.Open, 1)]
    [InlineData(FaultPoint.BeforeStatusChange, DeadLetterStatus.Open, 1)]
    [InlineData(FaultPoint.AfterStatusChange, DeadLetterStatus.Redriven, 1)]
    public async Task When_a_redrive_crashes_should_never_say_that_it_was_sent_when_it_was_not(FaultPoint crash, DeadLetterStatus status, int sent)
    {
        var letter = await AddAsync("PlanTraining", "a");
        _faults.Fails = (point, _) => point == crash;
        await Assert.ThrowsAsync<InjectedFaultException>(() => RedriveAsync(letter));
        _faults.Fails = (_, _) => false;

        Assert.Equal(status, (await _store.GetAsync(letter.Id, default))!.Letter.Status);
        Assert.Equal(sent, _queue.TakeAll().Count);

        await RedriveAsync(letter);
        Assert.Equal(DeadLetterStatus.Redriven, (await _store.GetAsync(letter.Id, default))!.Letter.Status);
        Assert.Single(_queue.TakeAll());
    }

    [Theory]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.BeforeRedelivery)]
    [InlineData(FaultPoint.AfterRedelivery)]
    [InlineData(FaultPoint.BeforeStatusChange)]
    public async Task When_the_redrive_of_a_failed_job_crashes_should_still_make_it_claimable_by_another_try(FaultPoint crash)
    {
        var letter = await AddAsync(JobQueues.Selfplay, "a", """{"data":{"jobId":"job-7"}}""");
        await FailJobAsync("job-7");
        _faults.Fails = (point, _) => point == crash;
        await Assert.ThrowsAsync<InjectedFaultException>(() => RedriveAsync(letter));
        _faults.Fails = (_, _) => false;

        await RedriveAsync(letter);

        var state = (await _aggregates.LoadAsync<JobState>(AggregateKey.Job("job-7"), default))!.State;
        Assert.Equal((JobStatus.Running, 0, 4, 4), (state.Status, state.Failures, state.Attempt, state.ForgivenAttempts));
        Assert.Equal(_time.GetUtcNow(), state.LeaseUntil);
        Assert.NotEmpty(_queue.TakeAll());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":{"jobId":7}}""")]
    [InlineData("""{"data":{"jobId":"unheard-of"}}""")]
    public async Task When_a_workers_letter_names_no_failed_job_should_send_it_all_the_same(string body)
    {
        var letter = await AddAsync(JobQueues.Training, "a", body);
        await RedriveAsync(letter);
        Assert.Equal(JobQueues.Training, Assert.Single(_queue.TakeAll()).Consumer);
    }

    [Theory]
    [InlineData]
    [InlineData("no id")]
    [InlineData("PlanTraining.0123")]
    public void When_an_id_cannot_be_should_refuse_it(params string[] ids) =>
        Assert.Throws<ArgumentException>(() => DeadLetterSelection.Of(ids));

    private Task<DeadLetterReport> RedriveAsync(DeadLetter letter) =>
        _operations.RedriveAsync(DeadLetterSelection.Of([letter.Id]), "mended", dryRun: false, default);

    private async Task<DeadLetter> AddAsync(string consumer, string eventId, string body = "{}")
    {
        var letter = DeadLetter.Of(Sample.Event(Sample.Key()), DeadLetterOrigin.Handler, consumer, "broken", _time.GetUtcNow()) with { EventId = eventId, Body = body };
        await _store.AddAsync(letter, default);
        return letter;
    }

    private Task FailJobAsync(string jobId) => _aggregates.CommitAsync(
        new Commit<JobState>
        {
            Key = AggregateKey.Job(jobId),
            State = new JobState
            {
                JobId = jobId,
                Status = JobStatus.Failed,
                Owner = "worker",
                LeaseUntil = Sample.Noon.AddHours(1),
                Attempt = 4,
                Failures = 3,
            },
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [],
        },
        default);
}
