using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Tests.Operations.Reconciliation;

public sealed class LostEventPolicyTests
{
    private static readonly EventFactory Factory = new(TimeProvider.System, "/tests");
    private static readonly IterationState SelfPlay = Requested(States.SelfPlay());

    [Fact]
    public void When_nobody_took_any_shard_should_ask_for_all_again() =>
        Assert.Equal(SelfPlay.Sent.Select(sent => sent.Id), Find(SelfPlay).Select(sent => sent.Id));

    [Fact]
    public void When_a_worker_plays_one_shard_should_leave_the_others_in_their_queue() =>
        Assert.Empty(Find(SelfPlay, Job(0, JobStatus.Running, leaseMinutes: 1)));

    [Fact]
    public void When_the_lease_of_a_shard_is_over_should_ask_for_it_again() =>
        Assert.Equal([0, 1, 2], Find(SelfPlay, Job(0, JobStatus.Running, leaseMinutes: 0)).Select(Shard));

    [Fact]
    public void When_a_shard_is_played_and_not_counted_should_tell_its_end_again_even_while_others_play()
    {
        var done = Job(1, JobStatus.Done, -5, States.Cause(States.Shard(SelfPlay, 1)));
        var again = Assert.Single(Find(SelfPlay, done, Job(0, JobStatus.Running, leaseMinutes: 1)));
        Assert.Equal(done.Sent[0], again);
    }

    [Fact]
    public void When_a_shard_was_given_up_and_not_counted_should_tell_that_again() =>
        Assert.Equal(DataEventType.SelfplayFailed, Assert.Single(Find(
            SelfPlay with { Shards = States.Sync().Shards.Take(2).ToArray() },
            Job(2, JobStatus.Failed, -5, States.Cause(Failed(2))))).Type);

    [Fact]
    public void When_a_shard_is_counted_either_way_should_not_ask_for_it()
    {
        var state = SelfPlay with { Shards = [States.Sync().Shards[0]], FailedShards = [new FailedShard(1, "no games")] };
        Assert.Equal([2], Find(state).Select(Shard));
    }

    [Fact]
    public void When_training_is_not_claimed_done_or_failed_should_send_what_is_missing()
    {
        var request = States.Cause(new TrainingRequested
        {
            Config = States.Config,
            Iteration = 2,
            JobId = JobIds.Training(States.Config, 2),
            Window = [States.Artifact(ArtifactKind.Samples, 1)],
            Rows = 1,
            Seed = 1,
        });
        var state = States.Training().KeepingSent([request]);
        var job = new JobState
        {
            JobId = state.Training!.JobId,
            Status = JobStatus.Running,
            Owner = "w",
            LeaseUntil = Sample.Noon.AddMinutes(1),
            Attempt = 1,
        };
        var done = States.Cause(States.Trained(state));
        Assert.Equal([request], Find(state));
        Assert.Empty(Find(state, job));
        Assert.Equal([request], Find(state, job with { LeaseUntil = Sample.Noon }));
        Assert.Equal([done], Find(state, job with { Status = JobStatus.Done, Sent = [done] }));
    }

    [Fact]
    public void When_chunks_are_missing_should_ask_for_those_and_tell_played_ones_again()
    {
        var state = States.Evaluation([1, null, null], [null]);
        var requests = state.Evaluation!.Matches.Select(match => States.Cause(Request(match))).ToArray();
        var played = state.Evaluation.Matches.Single(match => match.Opponent.Name == "champion");
        var result = States.Cause(States.Played(state, played));
        var job = new JobState
        {
            JobId = played.JobId,
            Status = JobStatus.Done,
            Owner = "f",
            LeaseUntil = Sample.Noon,
            Attempt = 1,
            Sent = [result],
        };
        Assert.Equal([result, requests[2], requests[3]], Find(state.KeepingSent(requests), job));

        var withdrawn = state.Evaluation.Matches.Select((match, index) => match with { Withdrawn = index == 2 });
        state = state with { Evaluation = state.Evaluation with { Matches = [.. withdrawn] } };
        Assert.Equal([result, requests[3]], Find(state.KeepingSent(requests), job));
    }

    [Fact]
    public void When_further_chunks_were_asked_for_should_still_know_those_asked_for_before()
    {
        var state = States.Evaluation([1, null, null]);
        var requests = state.Evaluation!.Matches.Select(match => States.Cause(Request(match))).ToArray();
        Assert.Equal(requests[1..], Find((state with { Sent = requests[..2] }).KeepingSent(requests[2..])));
    }

    [Theory]
    [InlineData(IterationStage.Sync)]
    [InlineData(IterationStage.Export)]
    [InlineData(IterationStage.Gate)]
    [InlineData(IterationStage.Promotion)]
    [InlineData(IterationStage.Distribution)]
    public void When_one_event_carries_a_stage_should_send_that(IterationStage stage)
    {
        var sent = States.Cause(States.Shard(SelfPlay, 0));
        Assert.Equal([sent], Find((States.Evaluation([1]) with { Stage = stage }).KeepingSent([sent])));
    }

    [Theory]
    [InlineData(IterationOutcome.Promoted, false)]
    [InlineData(IterationOutcome.Rejected, false)]
    [InlineData(IterationOutcome.TrainingFailed, true)]
    [InlineData(IterationOutcome.DataRefused, true)]
    [InlineData(IterationOutcome.SelfPlayFailed, true)]
    public void When_no_iteration_follows_should_send_the_event_it_follows_from(IterationOutcome outcome, bool fromCause)
    {
        var (sent, cause) = (States.Cause(States.Shard(SelfPlay, 0)), States.Cause(States.Shard(SelfPlay, 1)));
        var state = States.Training().Ended(cause, outcome, "why").KeepingSent([sent]);
        Assert.Equal([fromCause ? cause : sent], Find(state));
    }

    private static MatchRequested Request(MatchState match) => new()
    {
        Config = States.Config,
        Iteration = 2,
        JobId = match.JobId,
        Candidate = States.Candidate,
        Opponent = match.Opponent,
        FirstPair = match.FirstPair,
        Pairs = match.Pairs,
        Simulations = 2,
        Seed = 1,
    };

    private static IReadOnlyList<EventEnvelope> Find(IterationState state, params JobState[] jobs) =>
        LostEventPolicy.Find(state, jobs.ToDictionary(job => job.JobId), Sample.Noon);

    private static IterationState Requested(IterationState state) => state.KeepingSent(
        [.. NextIterationPolicy.Requests(state).Select(
            (draft, index) => Factory.Create(draft, new AggregateKey("iteration"), 1, index, null))]);

    private static JobState Job(int shard, JobStatus status, double leaseMinutes, params EventEnvelope[] sent) => new()
    {
        JobId = JobIds.SelfPlay(States.Config, 2, shard),
        Status = status,
        Owner = "w",
        LeaseUntil = Sample.Noon.AddMinutes(leaseMinutes),
        Attempt = 1,
        Sent = sent,
    };

    private static SelfplayFailed Failed(int shard) =>
        new()
        {
            Config = States.Config,
            Iteration = 2,
            JobId = JobIds.SelfPlay(States.Config, 2, shard),
            Shard = shard,
            Attempt = 1,
            Reason = "no games",
        };

    private static int Shard(EventEnvelope request) => request.Payload<SelfplayRequested>().Shard;
}
