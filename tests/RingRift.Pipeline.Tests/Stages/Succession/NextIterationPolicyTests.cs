using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Tests.Stages.Succession;

public sealed class NextIterationPolicyTests
{
    private readonly NextIterationPolicy _policy =
        new(new PipelineOptions { ShardsPerIteration = 4, GamesPerShard = 11, FirstGamesPerShard = 33 }, Learner());

    private static LearnerPolicy Learner(bool lockstep = false) => new(new PipelineOptions(), new LearnerOptions { Lockstep = lockstep });

    [Fact]
    public void When_no_network_plays_should_search_with_rollouts()
    {
        var first = _policy.Begin(States.Config, 1, generator: null, champion: null, Sample.Noon);
        Assert.Equal((1, IterationStage.SelfPlay, 4, 33), (first.Iteration, first.Stage, first.Plan.Shards, first.Plan.GamesPerShard));
        Assert.Null(first.Plan.Model);
    }

    [Fact]
    public void When_a_network_plays_should_name_it()
    {
        var generator = new Generator(3, 1, 3) { Model = States.Candidate };
        var plan = _policy.Begin(States.Config, 9, generator, States.Champion, Sample.Noon).Plan;
        Assert.Equal((11, States.Candidate, 1), (plan.GamesPerShard, plan.Model, plan.Generation));
    }

    [Fact]
    public void When_requested_should_give_each_shard_its_own_job_and_seed()
    {
        var requests = NextIterationPolicy.Requests(_policy.Begin(States.Config, 1, null, null, Sample.Noon))
            .Select(draft => draft.Data.Deserialize<SelfplayRequested>(EventJson.Options)!).ToArray();
        Assert.Equal([0, 1, 2, 3], requests.Select(request => request.Shard));
        Assert.Equal(4, requests.Select(request => request.Seed).Distinct().Count());
        Assert.Equal(4, requests.Select(request => request.JobId).Distinct().Count());
        Assert.All(requests, request => Assert.Equal(33, request.Games));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, null)]
    public void When_not_in_lockstep_should_leave_the_network_to_the_worker(bool lockstep, bool? newest)
    {
        var policy = new NextIterationPolicy(new PipelineOptions(), Learner(lockstep));
        var request = Assert.Single(NextIterationPolicy.Requests(policy.Begin(States.Config, 1, null, null, Sample.Noon)));
        Assert.Equal(newest, request.Data.Deserialize<SelfplayRequested>(EventJson.Options)!.Newest);
    }

    [Fact]
    public void When_configs_iterations_or_runs_differ_should_have_other_seeds()
    {
        long Seed(NextIterationPolicy policy, string config, int iteration) => policy.Begin(config, iteration, null, null, Sample.Noon).Plan.Seed;
        var other = new NextIterationPolicy(new PipelineOptions { Seed = 2 }, Learner());
        Assert.Equal(4, new[] { Seed(_policy, "hex8_2p", 1), Seed(_policy, "hex8_3p", 1), Seed(_policy, "hex8_2p", 2), Seed(other, "hex8_2p", 1) }.Distinct().Count());
    }
}
