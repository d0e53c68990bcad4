using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Tests.Cascade;
using RingRift.Pipeline.Tests.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Stages.Evaluation;

public sealed class PlayMatchesTests : IDisposable
{
    private readonly PipelineHarness _harness = new();

    [Theory]
    [InlineData("random")]
    [InlineData("heuristic")]
    [InlineData("uct-4")]
    [InlineData("champion")]
    [InlineData("past-0123456789ab")]
    public async Task When_asked_for_should_play_every_pair_from_both_seats(string opponent)
    {
        var request = await RequestAsync(opponent, pairs: 2);
        Assert.IsType<HandlerResult.Done>(await HandleAsync(request));
        var completed = Assert.Single(_harness.Bus.TakeAll()).Payload<MatchCompleted>();
        Assert.Equal(
            (request.JobId, request.Opponent, 2, 4), (completed.JobId, completed.Opponent, completed.PairScores.Count, completed.Games));
        var job = await _harness.Get<IAggregateStore>().LoadAsync<JobState>(AggregateKey.Job(request.JobId), CancellationToken.None);
        Assert.Equal(JobStatus.Done, job!.State.Status);
        var progress = Assert.Single((await _harness.StatusAsync()).Jobs);
        Assert.Equal((request.JobId, 4L, 4L), (progress.JobId, progress.Done, progress.Total));
    }

    [Fact]
    public async Task When_cut_into_chunks_should_play_the_same_pairs()
    {
        var whole = await ScoresAsync(await RequestAsync("random", pairs: 3) with { JobId = "whole" });
        var last = await ScoresAsync(await RequestAsync("random", pairs: 1) with { JobId = "last", FirstPair = 2 });
        Assert.Equal(whole.Skip(2), last);
    }

    [Fact]
    public async Task Should_let_each_network_judge_all_games_of_a_chunk_at_once()
    {
        using var measured = new Measurements(_harness.Get<InferenceMetrics>().Meter);

        await HandleAsync(await RequestAsync("champion", pairs: 3));

        var batches = measured.Of(InferenceMetrics.BatchSizeHistogram);
        Assert.All(
            batches,
            batch => Assert.Equal(("match", "cpu"), (batch.Tags[InferenceMetrics.WorkTag], batch.Tags[InferenceMetrics.ProviderTag])));
        Assert.Equal(6, batches[0].Value + batches[1].Value);
        Assert.Equal(batches.Count, measured.Of(InferenceMetrics.DurationHistogram).Count);
    }

    [Fact]
    public async Task When_progress_cannot_be_told_should_stop_playing_and_fail()
    {
        var player = new MatchPlayer(
            _harness.Get<IArtifactStore>(), new BrokenBoard(reports: 1), _harness.Get<InferenceMetrics>(), TimeProvider.System);
        var request = await RequestAsync("random", pairs: 40);
        Assert.Equal("board", (await Assert.ThrowsAsync<IOException>(() => player.PlayAsync(request, CancellationToken.None))).Message);
    }

    [Fact]
    public async Task When_cancelled_should_stop_playing()
    {
        using var stop = new CancellationTokenSource();
        var player = new MatchPlayer(
            _harness.Get<IArtifactStore>(), new BrokenBoard(reports: 1, stop), _harness.Get<InferenceMetrics>(), TimeProvider.System);
        var request = await RequestAsync("random", pairs: 40);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => player.PlayAsync(request, stop.Token));
    }

    [Fact]
    public async Task When_delivered_twice_at_once_should_complete_once()
    {
        var cause = States.Cause(await RequestAsync("random", pairs: 1));
        var dispatcher = _harness.Get<EventDispatcher>();
        await Task.WhenAll(
            Task.Run(() => dispatcher.HandleAsync(nameof(PlayMatches), cause, CancellationToken.None)),
            Task.Run(() => dispatcher.HandleAsync(nameof(PlayMatches), cause, CancellationToken.None)));
        Assert.Single(_harness.Bus.Published.Select(e => e.Id).Distinct());
    }

    [Fact]
    public async Task When_the_iteration_is_over_should_not_play()
    {
        var request = await RequestAsync("random", pairs: 1);
        await _harness.SaveAsync(States.Evaluation([0]) with { Stage = IterationStage.Finished, Outcome = IterationOutcome.Rejected });
        Assert.IsType<HandlerResult.Stale>(await HandleAsync(request));
        Assert.Empty(_harness.Bus.TakeAll());
    }

    [Theory]
    [InlineData("grandmaster")]
    [InlineData("uct-1")]
    public async Task When_the_opponent_is_unknown_should_end_the_evaluation_at_the_second_try(string opponent)
    {
        var request = await RequestAsync(opponent, pairs: 1);
        Assert.IsType<HandlerResult.Retry>(await HandleAsync(request));
        Assert.IsType<HandlerResult.Done>(await HandleAsync(request));
        var state = (await _harness.IterationsAsync())[0];
        Assert.Equal(IterationOutcome.EvaluationFailed, state.Outcome);
        Assert.Contains(opponent, state.OutcomeReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_network_cannot_be_read_once_should_play_at_the_second_try()
    {
        var request = await RequestAsync("random", pairs: 1);
        _harness.Artifacts.Lose(request.Candidate);

        var retry = Assert.IsType<HandlerResult.Retry>(await HandleAsync(request));
        await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(1));

        Assert.Contains(request.Candidate.Sha256, retry.Reason, StringComparison.Ordinal);
        Assert.Empty(_harness.Bus.TakeAll());
        Assert.Single(await ScoresAsync(request));
        Assert.Equal(IterationStage.Evaluation, (await _harness.IterationsAsync())[0].Stage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task When_a_past_champion_cannot_be_read_should_go_on_without_it(int times)
    {
        var request = await RequestAsync("past-0123456789ab", pairs: 1);
        var state = States.Evaluation([0.5]);
        var past = new MatchState { JobId = request.JobId, Opponent = request.Opponent, FirstPair = 0, Pairs = 1 };
        await _harness.SaveAsync(state with { Evaluation = state.Evaluation! with { Matches = [.. state.Evaluation.Matches, past] } });
        _harness.Artifacts.Corrupt(request.Opponent.Model!, [1]);
        var cause = States.Cause(request);
        for (var delivery = 1; delivery <= times; delivery++)
        {
            await _harness.Get<EventDispatcher>().HandleAsync(nameof(PlayMatches), cause, CancellationToken.None);
        }

        Assert.Equal("random", Assert.Single(Assert.Single(_harness.Bus.TakeAll()).Payload<EvaluationCompleted>().Scores).Opponent.Name);
        Assert.Equal(IterationStage.Promotion, (await _harness.IterationsAsync())[0].Stage);
    }

    public void Dispose() => _harness.Dispose();

    private async Task<MatchRequested> RequestAsync(string opponent, int pairs)
    {
        var candidate = await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(1));
        var champion = opponent == "champion" || Opponents.IsPast(opponent)
            ? await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(2))
            : null;
        if ((await _harness.IterationsAsync()).Count == 0)
        {
            await _harness.SaveAsync(States.Evaluation([null, null]));
        }

        return new MatchRequested
        {
            Config = States.Config,
            Iteration = 2,
            JobId = JobIds.Match(States.Config, 2, opponent, 0),
            Candidate = candidate,
            Opponent = new Opponent(opponent, champion),
            FirstPair = 0,
            Pairs = pairs,
            Simulations = 2,
            Seed = 11,
        };
    }

    private Task<HandlerResult> HandleAsync(MatchRequested request) =>
        _harness.Get<EventDispatcher>().HandleAsync(nameof(PlayMatches), States.Cause(request), CancellationToken.None);

    /// <summary>Takes some reports, then cancels or fails.</summary>
    private sealed class BrokenBoard(int reports, CancellationTokenSource? stop = null) : IProgressBoard
    {
        private int _left = reports;

        public async Task ReportAsync(JobProgress progress, CancellationToken cancellationToken)
        {
            if (_left-- > 0)
            {
                return;
            }

            await (stop?.CancelAsync() ?? throw new IOException("board"));
        }

        public Task<IReadOnlyList<JobProgress>> ListAsync(
            string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<JobProgress>>([]);

        public IAsyncEnumerable<JobProgress> ListBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
            throw new NotSupportedException("matches delete no heartbeats");

        public Task ForgetAsync(IReadOnlyList<JobProgress> jobs, CancellationToken cancellationToken) =>
            throw new NotSupportedException("matches delete no heartbeats");
    }

    private async Task<IReadOnlyList<double>> ScoresAsync(MatchRequested request)
    {
        Assert.IsType<HandlerResult.Done>(await HandleAsync(request));
        return Assert.Single(_harness.Bus.TakeAll()).Payload<MatchCompleted>().PairScores;
    }
}
