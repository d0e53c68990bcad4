using RingRift.Eventing.Events;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Reconciliation;

namespace RingRift.Pipeline.Tests.Operations.Reconciliation;

public sealed class ResendPolicyTests
{
    private readonly ResendPolicy _policy = new(new ReconciliationOptions());

    [Fact]
    public void When_events_were_sent_again_should_wait_doubling_up_to_the_limit()
    {
        var (state, now) = (States.Gate(), Sample.Noon);
        ResendState? sent = null;
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            sent = _policy.Claim(sent, state, 1, now)!.State;
            Assert.Null(_policy.Claim(sent, state, 1, sent.NextDue.AddTicks(-1)));
            waits.Add((sent.NextDue - now).TotalMinutes);
            now = sent.NextDue;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
        Assert.Equal(9, sent!.Times);
    }

    [Fact]
    public void When_there_was_progress_should_begin_from_the_first_wait()
    {
        var state = States.Gate();
        var sent = _policy.Claim(null, state, 1, Sample.Noon)!.State;
        var further = state.Noting(States.Cause(States.Shard(state, 0)), "moved");
        Assert.Equal(
            (1, Sample.Noon.AddMinutes(1)),
            (_policy.Claim(sent, further, 1, Sample.Noon)!.State.Times, _policy.Claim(sent, further, 1, Sample.Noon)!.State.NextDue));
    }

    [Theory]
    [InlineData(IterationStage.SelfPlay, 5)]
    [InlineData(IterationStage.Export, 10)]
    [InlineData(IterationStage.Promotion, 1)]
    public void When_a_stage_has_its_time_should_not_be_overdue_before(IterationStage stage, int minutes)
    {
        var state = States.Evaluation([0]) with { Stage = stage };
        Assert.False(_policy.IsOverdue(state, Sample.Noon.AddMinutes(minutes).AddTicks(-1)));
        Assert.True(_policy.IsOverdue(state, Sample.Noon.AddMinutes(minutes)));
    }

    [Fact]
    public void When_something_arrived_should_count_from_then()
    {
        var state = States.SelfPlay();
        var later = state.Noting(States.Cause(States.Shard(state, 0)) with { Time = Sample.Noon.AddMinutes(4) }, "shard");
        Assert.False(_policy.IsOverdue(later, Sample.Noon.AddMinutes(8)));
        Assert.True(_policy.IsOverdue(later, Sample.Noon.AddMinutes(9)));
    }

    [Fact]
    public void When_a_stage_takes_longer_than_the_limit_should_wait_the_stages_time()
    {
        var options = new ReconciliationOptions { MaxBackOff = TimeSpan.FromMinutes(3) };
        var sent = new ResendPolicy(options).Claim(null, States.Evaluation([null]), 1, Sample.Noon)!.State;
        Assert.Equal(Sample.Noon.AddMinutes(10), sent.NextDue);
    }
}
