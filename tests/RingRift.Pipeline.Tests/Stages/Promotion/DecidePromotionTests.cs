using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class DecidePromotionTests
{
    private static readonly double?[] Wins = [1, 1, 1, 1, 1, 1];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_candidate_cannot_be_read_should_leave_the_champion_and_begin_the_next_iteration(bool damaged)
    {
        using var harness = new PipelineHarness();
        var candidate = await EvaluatedAsync(harness);
        if (damaged)
        {
            harness.Artifacts.Corrupt(candidate, [1, 2, 3]);
        }
        else
        {
            harness.Artifacts.Lose(candidate);
        }

        var completed = await HandleAsync(harness, candidate);
        Assert.IsType<HandlerResult.Done>(completed);
        Assert.Null(await harness.Get<IChampionStore>().GetAsync(States.Config, CancellationToken.None));
        var iterations = await harness.IterationsAsync();
        Assert.Equal((IterationStage.Finished, IterationOutcome.EvaluationFailed), (iterations[0].Stage, iterations[0].Outcome!.Value));
        Assert.Contains("the candidate cannot be read", iterations[0].OutcomeReason, StringComparison.Ordinal);
        Assert.Equal((3, IterationStage.SelfPlay), (iterations[1].Iteration, iterations[1].Stage));
    }

    [Fact]
    public async Task When_a_crash_came_after_the_swap_should_know_it_again_though_the_gate_asks_for_more_by_now()
    {
        using var harness = new PipelineHarness(("Pipeline:PromotionTest:Alpha", "0.0001"), ("PairsAgainstChampion", "90"));
        var candidate = await EvaluatedAsync(harness);
        var own = new Champion(States.Config, candidate, States.Artifact(ArtifactKind.Checkpoint, 1), 2, 1);
        Assert.False(harness.Get<PromotionGate>().Judge((await harness.IterationsAsync())[0]).Passed);
        Assert.True(await harness.Get<IChampionStore>().TrySwapAsync(own, null, CancellationToken.None));

        Assert.IsType<HandlerResult.Done>(await HandleAsync(harness, candidate));

        var state = (await harness.IterationsAsync())[0];
        Assert.Equal((IterationStage.Distribution, IterationOutcome.Promoted), (state.Stage, state.Outcome!.Value));
        Assert.Contains("was swapped under other options", state.OutcomeReason, StringComparison.Ordinal);
        Assert.Equal(candidate, Assert.Single(harness.Bus.TakeAll()).Payload<ModelPromoted>().Model);
    }

    [Fact]
    public async Task When_nothing_was_swapped_should_obey_the_gate()
    {
        using var harness = new PipelineHarness(("Pipeline:PromotionTest:Alpha", "0.0001"), ("PairsAgainstChampion", "90"));
        var candidate = await EvaluatedAsync(harness);
        await HandleAsync(harness, candidate);
        Assert.Equal(IterationOutcome.Rejected, (await harness.IterationsAsync())[0].Outcome);
        Assert.Null(await harness.Get<IChampionStore>().GetAsync(States.Config, CancellationToken.None));
    }

    private static async Task<ArtifactRef> EvaluatedAsync(PipelineHarness harness)
    {
        var candidate = await harness.PutAsync(ArtifactKind.Model, TestWorker.Network(3));
        var state = States.Evaluation(Wins);
        await harness.SaveAsync(
            state with { Stage = IterationStage.Promotion, Evaluation = state.Evaluation! with { Candidate = candidate } });
        return candidate;
    }

    private static Task<HandlerResult> HandleAsync(PipelineHarness harness, ArtifactRef candidate) =>
        harness.Get<EventDispatcher>().HandleAsync(
        nameof(DecidePromotion),
        States.Cause(new EvaluationCompleted { Config = States.Config, Iteration = 2, Candidate = candidate, Scores = [] }),
        CancellationToken.None);
}
