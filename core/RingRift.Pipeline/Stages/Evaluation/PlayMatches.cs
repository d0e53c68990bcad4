using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Transactions;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>
/// MATCH_REQUESTED → games → MATCH_COMPLETED, in the partition of the job. A chunk whose network cannot be read or run gets a second try, elsewhere or
/// later: one bad read must not cost an iteration's training.
/// </summary>
public sealed class PlayMatches(
    IAggregateStore aggregates, AggregateTransaction transaction, IterationStore iterations, IChampionStore champions, MatchPlayer player, MatchCollectionPolicy policy,
    SelfPlayFeed feed, EventFactory events, TimeProvider time) : StageHandler<MatchRequested>
{
    /// <inheritdoc/>
    public override string Name => "PlayMatches";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, MatchRequested payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var job = AggregateKey.Job(payload.JobId);
        if (await transaction.AnswerHandledAsync(job, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (!StageCheck.IsAt(state, IterationStage.Evaluation, MatchRequested.Type, out var answer))
        {
            return answer is HandlerResult.Stale ? await EndedAsync(answer, envelope, payload, cancellationToken) : answer;
        }

        try
        {
            var pairs = await player.PlayAsync(payload, cancellationToken);
            return await transaction.ExecuteAsync<JobState>(job, envelope, current => Finish(current, payload, pairs), cancellationToken);
        }
        catch (Exception e) when (e is InferenceException or ArtifactMissingException or ArtifactCorruptException)
        {
            return Opponents.IsPast(payload.Opponent.Name)
                ? await WithdrawAsync(envelope, payload, e.Message, cancellationToken)
                : await SecondTryAsync(job, payload, e.Message, cancellationToken) ?? await GiveUpAsync(envelope, payload, e.Message, cancellationToken);
        }
    }

    private Decision<JobState> Finish(JobState? job, MatchRequested request, IReadOnlyList<PairResult> pairs)
    {
        var state = new JobState
        {
            JobId = request.JobId,
            Status = JobStatus.Done,
            Owner = events.Source,
            LeaseUntil = time.GetUtcNow(),
            Attempt = (job?.Attempt ?? 0) + 1,
            CheckpointPosition = pairs.Sum(pair => pair.Games.Count),
            Further = job?.Further,
        };
        var players = pairs[0].Games.Count;
        var score = MatchScore.Of(players, pairs);
        return new Decision<JobState>.Accept(state, EventDraft.Of(new MatchCompleted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Opponent = request.Opponent,
            PairScores = [.. pairs.Select(pair => pair.Score)],
            Games = score.Games,
            Wins = score.Wins,
            Draws = score.Cut,
        }));
    }

    /// <summary>Without a past champion the evaluation is as good; if the fault is the candidate's, its other chunks say so.</summary>
    private async Task<HandlerResult> WithdrawAsync(EventEnvelope envelope, MatchRequested request, string fault, CancellationToken cancellationToken)
    {
        var champion = (await champions.GetAsync(request.Config, cancellationToken))?.Champion.Model;
        return await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(request.Config, request.Iteration),
            envelope,
            state => policy.DecideWithdrawn(state, envelope, request.Opponent, fault, champion),
            cancellationToken);
    }

    /// <summary>Notes the first failure in the job, where whoever gets the event next finds it; null when there was one before.</summary>
    private async Task<HandlerResult?> SecondTryAsync(AggregateKey job, MatchRequested request, string fault, CancellationToken cancellationToken)
    {
        var stored = await aggregates.LoadAsync<JobState>(job, cancellationToken);
        if (stored is { State.Failures: >= HandlerRetry.MaxMatchFailures - 1 })
        {
            return null;
        }

        // A conflict means that somebody else has noted a failure, or played the chunk: the next delivery sees which.
        await aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = job,
                State = new JobState
                {
                    JobId = request.JobId,
                    Status = JobStatus.Running,
                    Owner = events.Source,
                    LeaseUntil = time.GetUtcNow(),
                    Attempt = 1,
                    Failures = (stored?.State.Failures ?? 0) + 1,
                    Error = fault,
                    Further = stored?.State.Further,
                },
                Token = stored?.Token,
                Version = (stored?.Version ?? 0) + 1,
                InboxId = null,
                Outbox = [],
            },
            cancellationToken);
        return new HandlerResult.Retry($"{request.JobId}: {fault}; it is tried once more", HandlerRetry.AfterMatchFailure);
    }

    /// <summary>A network that cannot be run ends the evaluation for all chunks, instead of leaving it short of one forever.</summary>
    private async Task<HandlerResult> GiveUpAsync(EventEnvelope envelope, MatchRequested request, string fault, CancellationToken cancellationToken)
    {
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(request.Config, request.Iteration),
            envelope,
            state => MatchCollectionPolicy.DecideUnplayable(state, envelope, fault),
            cancellationToken);
        return await feed.FollowAsync(result, envelope, request.Config, request.Iteration, cancellationToken);
    }

    /// <summary>A crash may have come after this very event ended the iteration and before the next began.</summary>
    private async Task<HandlerResult> EndedAsync(HandlerResult stale, EventEnvelope envelope, MatchRequested request, CancellationToken cancellationToken) =>
        await transaction.AnswerHandledAsync(AggregateKey.Iteration(request.Config, request.Iteration), envelope, cancellationToken) is { } handled
            ? await feed.FollowAsync(handled, envelope, request.Config, request.Iteration, cancellationToken)
            : stale;
}
