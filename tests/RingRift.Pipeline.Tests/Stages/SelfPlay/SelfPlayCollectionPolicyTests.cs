using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.SelfPlay;

namespace RingRift.Pipeline.Tests.Stages.SelfPlay;

public sealed class SelfPlayCollectionPolicyTests
{
    [Fact]
    public void When_shards_are_missing_should_record_and_say_nothing()
    {
        var accepted = States.Accepted(Decide(States.SelfPlay(), 1));
        Assert.Empty(accepted.Events);
        Assert.Equal((IterationStage.SelfPlay, 1), (accepted.State.Stage, Assert.Single(accepted.State.Shards).Shard));
    }

    [Fact]
    public void When_the_last_shard_comes_should_trigger_the_sync_with_the_shards_in_order()
    {
        var state = States.SelfPlay();
        foreach (var shard in new[] { 2, 0 })
        {
            state = States.Accepted(Decide(state, shard)).State;
        }

        var decision = Decide(state, 1);
        Assert.Equal(IterationStage.Sync, States.Accepted(decision).State.Stage);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(shard => States.Shard(state, shard).Data), States.Only<DataSyncTriggered>(decision).Shards);
    }

    [Fact]
    public void When_a_worker_played_with_a_newer_network_should_keep_which()
    {
        var state = States.SelfPlay();
        Assert.Null(state.PlayedWith());
        var done = States.Shard(state, 1) with { Model = States.Candidate };
        var accepted = States.Accepted(SelfPlayCollectionPolicy.Decide(state, States.Cause(done), done)).State;
        Assert.Equal(States.Candidate, accepted.PlayedWith());
    }

    [Fact]
    public void When_a_shard_comes_again_under_another_id_should_be_stale()
    {
        var state = States.Accepted(Decide(States.SelfPlay(), 1)).State;
        Assert.Contains("shard 1", States.Left<HandlerResult.Stale>(Decide(state, 1)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void When_a_shard_was_never_asked_for_should_be_a_dead_letter(int shard) =>
        Assert.Contains(
            $"shard {shard}", States.Left<HandlerResult.DeadLetter>(Decide(States.SelfPlay(), shard)).Reason, StringComparison.Ordinal);

    [Fact]
    public void When_the_job_is_of_another_shard_should_be_a_dead_letter()
    {
        var state = States.SelfPlay();
        var wrong = States.Shard(state, 1) with { JobId = "hex8_2p-000002-selfplay-000" };
        States.Left<HandlerResult.DeadLetter>(SelfPlayCollectionPolicy.Decide(state, States.Cause(wrong), wrong));
    }

    [Fact]
    public void When_the_iteration_does_not_exist_yet_should_try_again() => States.Left<HandlerResult.Retry>(Decide(null, 0));

    [Fact]
    public void When_the_iteration_is_further_should_be_stale() => States.Left<HandlerResult.Stale>(Decide(States.Gate(), 0));

    [Fact]
    public void When_the_last_shard_is_given_up_should_go_on_with_those_that_are_stored()
    {
        var state = States.Accepted(Decide(States.Accepted(Fail(States.SelfPlay(), 1)).State, 2)).State;
        Assert.Equal(IterationStage.SelfPlay, state.Stage);
        var decision = Decide(state, 0);
        Assert.Equal([States.Shard(state, 0).Data, States.Shard(state, 2).Data], States.Only<DataSyncTriggered>(decision).Shards);
        Assert.Equal([new FailedShard(1, "no games")], States.Accepted(decision).State.FailedShards);
        Assert.Single(States.Only<DataSyncTriggered>(Fail(States.Accepted(Decide(States.SelfPlay(shards: 2), 0)).State, 1)).Shards);
    }

    [Fact]
    public void When_every_shard_is_given_up_should_end_the_iteration_as_failed()
    {
        var state = States.Accepted(Fail(States.SelfPlay(shards: 2), 0)).State;
        var ended = States.Accepted(Fail(state, 1));
        Assert.Empty(ended.Events);
        Assert.Equal((IterationStage.Finished, IterationOutcome.SelfPlayFailed), (ended.State.Stage, ended.State.Outcome!.Value));
        Assert.Contains("no games", ended.State.OutcomeReason, StringComparison.Ordinal);
        Assert.True(ended.State.IsFailure());
    }

    [Fact]
    public void When_a_shard_that_was_given_up_is_played_after_all_should_count_it_as_stored()
    {
        var state = States.Accepted(Fail(States.SelfPlay(), 1)).State;
        var stored = States.Accepted(Decide(state, 1)).State;
        Assert.Equal((1, 0), (stored.Shards.Count, stored.FailedShards.Count));
        Assert.Contains("already stored", States.Left<HandlerResult.Stale>(Fail(stored, 1)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_failure_comes_again_late_or_was_never_asked_for_should_change_nothing()
    {
        States.Left<HandlerResult.Stale>(Fail(States.Accepted(Fail(States.SelfPlay(), 1)).State, 1));
        States.Left<HandlerResult.Stale>(Fail(States.Gate(), 1));
        States.Left<HandlerResult.DeadLetter>(Fail(States.SelfPlay(), 3));
    }

    private static Decision<IterationState> Fail(IterationState state, int shard)
    {
        var failed = new SelfplayFailed
        {
            Config = state.Config,
            Iteration = state.Iteration,
            JobId = JobIds.SelfPlay(state.Config, state.Iteration, shard),
            Shard = shard,
            Attempt = 1,
            Reason = "no games",
        };
        return SelfPlayCollectionPolicy.DecideFailed(state, States.Cause(failed), failed);
    }

    private static Decision<IterationState> Decide(IterationState? state, int shard)
    {
        var done = States.Shard(state ?? States.SelfPlay(), shard);
        return SelfPlayCollectionPolicy.Decide(state, States.Cause(done), done);
    }
}
