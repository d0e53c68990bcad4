using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>
/// EVALUATION_COMPLETED → the champion it measured, compared with those before it → REGRESSION_DETECTED and its severity,
/// REGRESSION_CLEARED, or nothing.
/// </summary>
public sealed partial class WatchRegression(
    AggregateTransaction transaction, OpponentPoolStore pools, OpponentPoolPolicy poolPolicy, IChampionStore champions,
    RegressionJudge judge, RegressionPolicy policy, ILogger<WatchRegression> logger)
    : StageHandler<EvaluationCompleted>
{
    /// <inheritdoc/>
    public override string Name => "WatchRegression";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, EvaluationCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (payload.Scores.FirstOrDefault(score => score.Opponent.Name == Opponents.Champion)?.Opponent.Model is not { } champion)
        {
            return new HandlerResult.Stale("the evaluation met no champion");
        }

        var key = AggregateKey.Regression(payload.Config);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        var line = new ChampionLine(await champions.HistoryAsync(payload.Config, cancellationToken).ToListAsync(cancellationToken));
        var finding = await CompareAsync(payload, champion, line, cancellationToken);
        RegressionState? decided = null;
        var result = await transaction.ExecuteAsync<RegressionState>(
            key,
            envelope,
            state => WithUntold(policy.Decide(state, payload.Config, payload.Iteration, champion, finding), line, out decided),
            cancellationToken);
        Log(result is HandlerResult.Done ? decided?.Open : null, payload, champion, finding);
        return result;
    }

    private void Log(OpenRegression? open, EvaluationCompleted done, ArtifactRef champion, RegressionFinding? finding)
    {
        if (open is not null && finding is not null)
        {
            LogOpen(
                Level(open), done.Config, done.Iteration, champion.ShortId, RegressionEvents.Figures(finding), open.Severity, open.InARow);
        }
    }

    private async Task<RegressionFinding?> CompareAsync(
        EvaluationCompleted done, ArtifactRef champion, ChampionLine line, CancellationToken cancellationToken)
    {
        var pool = await pools.ReadAsync(done.Config, done.Iteration - 1, cancellationToken);
        var results = poolPolicy.Count(pool, done.Iteration, done.Candidate, done.Scores).Results;
        var earlier = line.Find(champion) is { } entry ? line.LineOf(entry).Skip(1).Select(one => one.Model) : [];
        return judge.Judge(done.Config, champion, earlier, results);
    }

    /// <summary>Tells of rollbacks too whose teller crashed after it had moved the pointer.</summary>
    private static Decision<RegressionState> WithUntold(Decision<RegressionState> decision, ChampionLine line, out RegressionState? decided)
    {
        decided = null;
        if (decision is not Decision<RegressionState>.Accept accepted)
        {
            return decision;
        }

        var told = RollbackNotices.Tell(accepted.State, line);
        decided = told.State;
        return told with { Events = [.. accepted.Events, .. told.Events] };
    }

    private static LogLevel Level(OpenRegression open) => RegressionTable.ActionOf(open.Severity) switch
    {
        RegressionAction.Record => LogLevel.Information,
        RegressionAction.Warn => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(Message = "{Config} iteration {Iteration}: champion {Model} is {Figures}; {Severity}, {InARow} in a row")]
    private partial void LogOpen(
        LogLevel level, string config, int iteration, string model, string figures, RegressionSeverity severity, int inARow);
}
