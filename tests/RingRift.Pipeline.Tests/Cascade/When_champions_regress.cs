using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Learning.Randomness;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Distribution;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>
/// Whole runs in which every estimated drop counts as critical, so that untrained networks are rolled back again and again. A rollback is not part of the main
/// line: whether it comes before or after the next evaluation is planned depends on delivery. What may never depend on it is asserted here.
/// </summary>
[Trait("Category", "Slow")]
public sealed class When_champions_regress
{
    private const int Iterations = 8;

    [Fact]
    public async Task Should_roll_back_and_train_on_from_the_restored_champion()
    {
        using var harness = Harness();
        await harness.RunAsync();
        var history = await AssertSoundAsync(harness);
        Assert.Contains(history, champion => champion.Rollback is not null);
        var iterations = await harness.IterationsAsync();
        var restored = history.Where(champion => champion.Rollback is not null).Select(champion => champion.Checkpoint);
        Assert.NotEmpty(Trainings(harness).Where(request => iterations[request.Iteration - 1].Plan.Generation > 1).Select(request => request.StartFrom).Intersect(restored));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Should_stay_sound_under_repeats_disorder_and_many_crashes(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        using var harness = Harness();
        harness.Faults.Fails = (_, _) => random.Next(8) == 0;
        await harness.RunAsync(new Delivery(Times: 2, ShuffleSeed: seed));
        await AssertSoundAsync(harness);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeSwap)]
    [InlineData(FaultPoint.AfterSwap)]
    [InlineData(FaultPoint.BeforeAlias)]
    [InlineData(FaultPoint.AfterAlias)]
    [InlineData(FaultPoint.AfterCommit)]
    public async Task Should_stay_sound_when_every_second_passing_of_a_point_crashes(FaultPoint point)
    {
        var passings = 0;
        using var harness = Harness();
        harness.Faults.Fails = (at, _) => at == point && ++passings % 2 == 1;
        await harness.RunAsync(new Delivery());
        Assert.True(passings > 0, $"{point} was never passed");
        await AssertSoundAsync(harness);
    }

    private static async Task<List<Champion>> AssertSoundAsync(PipelineHarness harness)
    {
        harness.Faults.Fails = (_, _) => false;
        Assert.Empty(await harness.DeadLettersAsync());
        var iterations = await harness.IterationsAsync();
        Assert.Equal(Iterations, iterations.Count);
        Assert.All(iterations, state => Assert.Equal(IterationStage.Finished, state.Stage));

        var history = await harness.Get<IChampionStore>().HistoryAsync(PipelineHarness.Config, CancellationToken.None).ToListAsync();
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(champion => champion.Generation));
        Assert.Equal(
            iterations.Where(state => state.Outcome == IterationOutcome.Promoted).Select(state => state.Evaluation!.Candidate),
            history.Where(champion => champion.Rollback is null).Select(champion => champion.Model));
        Assert.Equal(history[^1].Model, harness.Artifacts.Aliases[ChampionDistribution.AliasOf(PipelineHarness.Config)]);

        // Each promotion is undone once at most, and each rollback is told once.
        var line = new ChampionLine(history);
        var rollbacks = history.Where(champion => champion.Rollback is not null).ToList();
        Assert.Equal(rollbacks.Count, rollbacks.Select(champion => line.PromotionOf(line.Find(champion.Rollback!.Undone)!).Generation).Distinct().Count());
        var told = harness.Bus.Published.DistinctBy(e => e.Id).Where(e => e.Type == DataEventType.PromotionRolledBack).Select(e => e.Payload<PromotionRolledBack>().Generation);
        Assert.Equal(rollbacks.Select(champion => champion.Generation), told.Order());

        // Whoever began after a rollback plays with nothing that came of the network that was rolled back.
        foreach (var after in iterations.Where(state => rollbacks.Any(champion => champion.Generation == state.Plan.Generation)))
        {
            var undone = line.PromotionOf(line.Find(rollbacks.Single(champion => champion.Generation == after.Plan.Generation).Rollback!.Undone)!);
            Assert.DoesNotContain(undone.Model, Ancestors(harness, iterations, after.Plan.Model));
        }

        return history;
    }

    private static IEnumerable<TrainingRequested> Trainings(PipelineHarness harness) =>
        harness.Bus.Published.Where(e => e.Type == DataEventType.TrainingRequested).DistinctBy(e => e.Id).Select(e => e.Payload<TrainingRequested>());

    /// <summary>A network and those that its training went on from.</summary>
    private static IEnumerable<ArtifactRef> Ancestors(PipelineHarness harness, IReadOnlyList<IterationState> iterations, ArtifactRef? model)
    {
        while (model is not null)
        {
            yield return model;
            var made = iterations.First(state => state.Training?.Model == model);
            var start = Trainings(harness).First(request => request.Iteration == made.Iteration).StartFrom;
            model = start is null ? null : iterations.First(state => state.Training?.Checkpoint == start).Training!.Model;
        }
    }

    private static PipelineHarness Harness() => new(
        ("MaxIterations", $"{Iterations}"),
        ("Seed", "6"),
        ("Baselines", "random uct-4"),
        (":Regression:MinorElo", "0"),
        (":Regression:ModerateElo", "0.1"),
        (":Regression:SevereElo", "0.2"),
        (":Regression:CriticalElo", "0.3"),
        (":Regression:Confidence", "0.5"));
}
