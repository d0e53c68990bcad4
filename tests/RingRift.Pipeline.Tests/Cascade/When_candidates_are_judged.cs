using RingRift.Eventing.Events;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Rollback;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Whole runs by the default test of the gate, in which the results of the matches are given: one candidate for each way in which it can end.</summary>
public sealed class When_candidates_are_judged
{
    private const int MostPairs = 150;
    private const int First = 1;
    private const int Better = 2;
    private const int Worse = 3;
    private const int Undecided = 4;
    private const int BelowFloor = 5;

    private static readonly Lazy<Task<string>> Clean = new(async () =>
    {
        using var harness = Harness();
        await harness.RunAsync();
        return await harness.OutcomeAsync();
    });

    [Fact]
    public async Task Should_end_a_match_as_soon_as_the_test_has_decided_and_at_the_bound_otherwise()
    {
        using var harness = Harness();
        await harness.RunAsync();
        var iterations = await harness.IterationsAsync();

        Assert.Empty(await harness.DeadLettersAsync());
        AssertJudged(iterations, First, IterationOutcome.Promoted, SequentialVerdict.AcceptsH1, "random", "reached 2.94");
        AssertJudged(iterations, Better, IterationOutcome.Promoted, SequentialVerdict.AcceptsH1, "champion", "reached 2.94");
        AssertJudged(iterations, Worse, IterationOutcome.Rejected, SequentialVerdict.AcceptsH0, "champion", "fell to -2.94");
        AssertJudged(iterations, Undecided, IterationOutcome.Rejected, SequentialVerdict.Undecided, "champion", "not proven better: ");
        AssertJudged(iterations, BelowFloor, IterationOutcome.Rejected, SequentialVerdict.AcceptsH1, "champion", "against random is below the floor 0.500");
        Assert.All(iterations, state => Assert.Equal(state.Iteration == Undecided, state.Evaluation!.Gate!.Pairs == MostPairs));
    }

    [Fact]
    public async Task Should_count_chunks_after_the_decision_in_the_score_and_not_in_the_verdict()
    {
        using var harness = Harness();
        await harness.RunAsync();
        var evaluation = (await harness.IterationsAsync())[Better - 1].Evaluation!;

        var asked = evaluation.Matches.Where(match => match.Opponent.Name == Opponents.Champion).ToList();
        Assert.InRange(evaluation.Gate!.Pairs, 1, asked.Sum(match => match.Pairs) - 1);
        Assert.True(evaluation.Gate.Counts.Sum(count => count.Score * count.Pairs) / evaluation.Gate.Pairs > 0.99);
        Assert.InRange(evaluation.Scores.Single(score => score.Opponent.Name == Opponents.Champion).Score, 0, 0.9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Should_say_the_same_when_every_event_comes_twice_in_any_order(int seed)
    {
        using var harness = Harness();
        await harness.RunAsync(new Delivery(Times: 2, ShuffleSeed: seed));
        Assert.Empty(await harness.DeadLettersAsync());
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    [Fact]
    public async Task When_the_champion_is_rolled_back_should_stop_the_match_against_it()
    {
        using var harness = Harness();
        await harness.StartAsync();
        var pump = harness.Pump();
        await pump.DrainAsync(() => ChunksOf(harness, Undecided) == 8);
        await harness.Get<ChampionRollbacks>().RollBackAsync(PipelineHarness.Config, 1, "plays badly", CancellationToken.None);
        await pump.DrainAsync();
        await harness.RunToEndAsync();

        var stopped = (await harness.IterationsAsync())[Undecided - 1];
        Assert.Equal(IterationOutcome.Rejected, stopped.Outcome);
        Assert.StartsWith("the champion changed during the evaluation, which was stopped", stopped.OutcomeReason, StringComparison.Ordinal);
        Assert.InRange(stopped.Evaluation!.Gate!.Pairs, 8 * 5, 12 * 5);
    }

    private static void AssertJudged(
        IReadOnlyList<IterationState> iterations, int iteration, IterationOutcome outcome, SequentialVerdict verdict, string opponent, string reason)
    {
        var state = iterations[iteration - 1];
        var gate = state.Evaluation!.Gate!;
        Assert.Equal((outcome, verdict, opponent), (state.Outcome, gate.Verdict, gate.Opponent));
        Assert.Contains(reason, state.OutcomeReason, StringComparison.Ordinal);

        // The chunk with the decisive pair, and those that were asked for ahead of it.
        var asked = state.Evaluation.Matches.Count(match => match.Opponent.Name == opponent);
        Assert.Equal(Math.Min(MostPairs / 5, ((gate.Pairs - 1) / 5) + 3), asked);
    }

    private static int ChunksOf(PipelineHarness harness, int iteration) => harness.Bus.Published.Count(e =>
        e.Type == DataEventType.MatchCompleted && e.Subject.EndsWith($"{iteration}", StringComparison.Ordinal));

    private static double Score(MatchRequested request, int pair) => (request.Iteration, request.Opponent.Name) switch
    {
        (BelowFloor, "random") => 0.3,
        (_, not Opponents.Champion) => 1,
        (Better, _) => pair < 25 ? 1 : 0,
        (Worse, _) => pair % 10 == 0 ? 1 : 0,
        (Undecided, _) => (pair % 14) switch { 0 or 4 or 9 => 1, 2 or 7 => 0, _ => 0.5 },
        _ => 1,
    };

    private static PipelineHarness Harness()
    {
        var harness = new PipelineHarness(
            ("MaxIterations", "5"), ("PairsPerChunk", "5"), ("PairsAgainstChampion", $"{MostPairs}"), ("ChunksAhead", "3"), ("RandomFloor", "0.5"),
            ("Pipeline:PromotionTest:Elo0", "0"), ("Pipeline:PromotionTest:Elo1", "50"), ("Pipeline:PromotionTest:Alpha", "0.05"), ("Pipeline:PromotionTest:Beta", "0.05"),
            (":Regression:AutomaticRollback", "false"));
        harness.Get<TestWorker>().PairScore = Score;
        return harness;
    }
}
