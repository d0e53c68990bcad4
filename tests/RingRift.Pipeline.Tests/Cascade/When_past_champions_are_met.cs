using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Ratings;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Runs long enough for several champions, clean and with repeats, disorder and crashes.</summary>
[Trait("Category", "Slow")]
public sealed class When_past_champions_are_met
{
    private const int Iterations = 7;

    private static readonly Lazy<Task<string>> Clean = new(async () =>
    {
        using var harness = Harness();
        await harness.RunAsync();
        return await harness.OutcomeAsync();
    });

    [Fact]
    public async Task Should_draw_one_for_every_candidate_as_soon_as_there_is_one()
    {
        using var harness = Harness();
        await harness.RunAsync();

        var iterations = await harness.IterationsAsync();
        var champions = await harness.Get<IChampionStore>().HistoryAsync(PipelineHarness.Config, CancellationToken.None).ToListAsync();
        Assert.True(champions.Count >= 3, $"{champions.Count} champions");
        var selected = harness.Bus.Published.Where(e => e.Type == DataEventType.OpponentSelected).Select(e => e.Payload<OpponentSelected>()).ToDictionary(e => e.Iteration);
        foreach (var iteration in iterations)
        {
            var past = champions.Where(champion => champion.Iteration < iteration.Iteration).SkipLast(1).Select(champion => champion.Model).ToList();
            var met = iteration.Evaluation!.Matches.Where(match => Opponents.IsPast(match.Opponent.Name)).ToList();
            Assert.Equal(past.Count > 0 ? 2 : 0, met.Sum(match => match.Pairs));
            Assert.Equal(past.Count > 0, selected.ContainsKey(iteration.Iteration));
            Assert.All(met, match => Assert.Contains(match.Opponent.Model, past));
            Assert.All(met, match => Assert.Equal(selected[iteration.Iteration].Opponent, match.Opponent.Model));
        }
    }

    [Fact]
    public async Task Should_keep_champions_and_results_in_the_pool()
    {
        using var harness = Harness();
        await harness.RunAsync();

        var pool = (await harness.Get<IAggregateStore>().LoadAsync<OpponentPoolState>(AggregateKey.Opponents(PipelineHarness.Config), CancellationToken.None))!.State;
        var promoted = (await harness.IterationsAsync()).Where(state => state.Outcome == IterationOutcome.Promoted).ToList();
        Assert.Equal(promoted.Select(state => new PoolMember(state.Evaluation!.Candidate, state.Iteration)), pool.Members);
        Assert.Equal(Enumerable.Range(1, Iterations), pool.Results.Select(result => result.Iteration).Distinct());
        var status = await harness.Get<OpponentPoolReader>().ReadAsync(PipelineHarness.Config, CancellationToken.None);
        Assert.Equal(Iterations + 1, status.Iteration);
        Assert.Equal(promoted[^1].Evaluation!.Candidate.Sha256, Assert.Single(status.Opponents, one => one.Champion).Model);
        Assert.Equal(1, status.Opponents.Sum(one => one.Chance), 9);
    }

    [Fact]
    public async Task Should_rate_everybody_who_was_measured_by_all_results()
    {
        using var harness = Harness();
        await harness.RunAsync();

        var rated = (await harness.Get<RatingReader>().ReadAsync(PipelineHarness.Config, CancellationToken.None)).Players;

        var measured = (await harness.IterationsAsync()).Where(state => state.Evaluation is { IsMeasured: true }).ToList();
        var met = measured.SelectMany(state => state.Evaluation!.Scores).Select(score => score.Opponent.Name).Where(Baseline.IsKnown);
        Assert.Equal(
            measured.Select(state => state.Evaluation!.Candidate.Sha256).Concat(met).ToHashSet(), rated.Select(one => one.Player).ToHashSet());
        Assert.Equal(rated.OrderByDescending(one => one.Elo).Select(one => one.Player), rated.Select(one => one.Player));
        Assert.Equal((0, 0, 0), rated.Where(one => one.Player == Baseline.Random).Select(one => (one.Elo, one.Low, one.High)).Single());
        Assert.All(rated, one => Assert.InRange(one.Elo, one.Low, one.High));
        var champion = Assert.Single(rated, one => one.Champion);
        var promoted = measured.Last(state => state.Outcome == IterationOutcome.Promoted);
        Assert.Equal((promoted.Evaluation!.Candidate.Sha256, promoted.Iteration), (champion.Player, champion.Iteration!.Value));
        Assert.Equal(
            promoted.Evaluation.Scores.Select(score => score.Opponent.Name).Where(Baseline.IsKnown), champion.Against.Select(score => score.Opponent));
    }

    [Fact]
    public async Task When_switched_off_should_meet_none()
    {
        using var harness = Harness(("PairsAgainstPast", "0"));
        await harness.RunAsync();
        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == DataEventType.OpponentSelected);
        Assert.DoesNotContain((await harness.IterationsAsync()).SelectMany(state => state.Evaluation!.Matches), match => Opponents.IsPast(match.Opponent.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_end_the_same_when_every_event_comes_twice_in_any_order(int seed) =>
        await AssertSameAsync(new Delivery(Times: 2, ShuffleSeed: seed), (_, _) => false);

    [Theory]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterPublish)]
    public async Task Should_end_the_same_when_every_third_passing_of_a_point_crashes(FaultPoint point)
    {
        var passings = 0;
        await AssertSameAsync(new Delivery(), (at, _) => at == point && ++passings % 3 == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_end_the_same_under_repeats_disorder_and_many_crashes(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        await AssertSameAsync(new Delivery(Times: 2, ShuffleSeed: seed), (_, _) => random.Next(8) == 0);
    }

    private static async Task AssertSameAsync(Delivery delivery, Func<FaultPoint, long, bool> fails)
    {
        using var harness = Harness();
        harness.Faults.Fails = fails;
        await harness.RunAsync(delivery);
        Assert.Empty(await harness.DeadLettersAsync());
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    private static PipelineHarness Harness(params (string Name, string Value)[] overrides) =>
        new([("MaxIterations", $"{Iterations}"), ("Seed", "10"), ("Baselines", "random uct-4"), (":Regression:AutomaticRollback", "false"), .. overrides]);
}
