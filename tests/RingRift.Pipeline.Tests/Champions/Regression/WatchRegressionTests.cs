using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Tests.Champions.Rollback;

namespace RingRift.Pipeline.Tests.Champions.Regression;

public sealed class WatchRegressionTests : IDisposable
{
    private readonly RollbackHarness _harness = new();

    [Fact]
    public async Task When_a_champion_did_much_worse_against_the_baselines_should_end_with_its_predecessor_restored()
    {
        var (first, second) = (await PromotedAsync(0.8), await PromotedAsync(0.2));
        Assert.IsType<HandlerResult.Done>(await WatchAsync(Evaluated(3, second.Model)));
        await _harness.Pipeline.RunToEndAsync();

        Assert.Equal((first.Model, 3), ((await _harness.CurrentAsync()).Model, (await _harness.CurrentAsync()).Generation));
        Assert.Equal(first.Model.Sha256, _harness.Alias);
        Assert.Equal(
            [DataEventType.PromotionRolledBack, DataEventType.RegressionDetected, DataEventType.RegressionCritical],
            _harness.Pipeline.Bus.Published.Select(e => e.Type).Order());
        Assert.Single(_harness.Pipeline.Bus.Published.Select(e => e.CorrelationId).Distinct());
    }

    [Fact]
    public async Task When_a_champion_did_as_well_should_say_nothing()
    {
        var second = (await PromotedAsync(0.5), await PromotedAsync(0.5)).Item2;
        Assert.IsType<HandlerResult.Done>(await WatchAsync(Evaluated(3, second.Model)));
        Assert.Empty(_harness.Pipeline.Bus.Published);
    }

    [Fact]
    public async Task When_the_same_evaluation_comes_again_should_say_nothing_more()
    {
        var second = (await PromotedAsync(0.8), await PromotedAsync(0.2)).Item2;
        var cause = States.Cause(Evaluated(3, second.Model));
        await WatchAsync(cause);
        var said = _harness.Pipeline.Bus.Published.Count;
        Assert.IsType<HandlerResult.Duplicate>(await WatchAsync(cause));
        Assert.Equal((2, 2), (said, _harness.Pipeline.Bus.Published.DistinctBy(e => e.Id).Count()));
    }

    [Fact]
    public async Task When_no_champion_was_met_should_have_nothing_to_watch() =>
        Assert.IsType<HandlerResult.Stale>(await WatchAsync(Evaluated(1, champion: null)));

    [Fact]
    public async Task When_a_rollback_was_never_told_should_tell_it()
    {
        var (first, second) = (await PromotedAsync(0.5), await PromotedAsync(0.5));
        var token = (await _harness.Champions.GetAsync(States.Config, CancellationToken.None))!.Token;
        var restored = first with
        {
            Generation = 3,
            Rollback = new ChampionRollback { Undone = 2, Restored = 1, Iteration = 3, Reason = "asked for" },
        };
        Assert.True(await _harness.Champions.TrySwapAsync(restored, token, CancellationToken.None));
        await WatchAsync(Evaluated(4, first.Model));
        await WatchAsync(Evaluated(5, first.Model));
        Assert.Equal((second.Model, 3), (Assert.Single(_harness.Told()).Model, _harness.Told()[0].Generation));
    }

    public void Dispose() => _harness.Dispose();

    /// <summary>A champion that scored so much against a baseline in the evaluation that promoted it.</summary>
    private async Task<Champion> PromotedAsync(double score)
    {
        var champion = await _harness.PromoteAsync();
        var done = new EvaluationCompleted
        {
            Config = States.Config,
            Iteration = champion.Iteration,
            Candidate = champion.Model,
            Scores = [Score(new Opponent("uct-64"), score)],
        };
        await HandleAsync(nameof(CountOpponentResults), States.Cause(done));
        return champion;
    }

    private static EvaluationCompleted Evaluated(int iteration, ArtifactRef? champion) => new()
    {
        Config = States.Config,
        Iteration = iteration,
        Candidate = States.Candidate,
        Scores = [Score(champion is null ? new Opponent("random") : new Opponent("champion", champion), 0.5)],
    };

    private static OpponentScore Score(Opponent opponent, double score)
    {
        var interval = ScoreIntervals.Wilson(score * 80, 80);
        return new OpponentScore
        {
            Opponent = opponent,
            Games = 80,
            Wins = (int)(score * 80),
            Draws = 0,
            Score = interval.Score,
            Low = interval.Low,
            High = interval.High,
        };
    }

    private Task<HandlerResult> WatchAsync(EvaluationCompleted done) => WatchAsync(States.Cause(done));

    private Task<HandlerResult> WatchAsync(EventEnvelope cause) => HandleAsync(nameof(WatchRegression), cause);

    private Task<HandlerResult> HandleAsync(string handler, EventEnvelope cause) =>
        _harness.Pipeline.Get<EventDispatcher>().HandleAsync(handler, cause, CancellationToken.None);
}
