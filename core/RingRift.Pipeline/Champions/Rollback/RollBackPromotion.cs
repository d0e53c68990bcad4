using System.Globalization;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions.Regression;

namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>
/// REGRESSION_CRITICAL → the earlier champion is champion again → PROMOTION_ROLLED_BACK. The pointer is moved before the commit; a repeated
/// event knows its own move again.
/// </summary>
public sealed partial class RollBackPromotion(
    AggregateTransaction transaction, ChampionReturn champions, RegressionOptions options, ILogger<RollBackPromotion> logger)
    : StageHandler<RegressionCritical>
{
    /// <inheritdoc/>
    public override string Name => "RollBackPromotion";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, RegressionCritical payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Regression(payload.Config);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        if (!options.AutomaticRollback)
        {
            LogLeft(payload.Config, payload.Model.ShortId, payload.Reason);
            return new HandlerResult.Stale(
                $"automatic rollback is switched off ({RegressionOptions.Section}:{nameof(options.AutomaticRollback)})");
        }

        var outcome = await champions.ReturnAsync(
            payload.Config,
            line => RollbackPolicy.OfRegression(line, payload.Model, payload.Baseline, envelope.Id),
            (undone, restored) => Describe(envelope, payload, undone, restored),
            cancellationToken);
        return outcome is RollbackOutcome.Restored(var line, _)
            ? await TellAsync(key, envelope, payload.Config, line, cancellationToken)
            : NotRestored(outcome);
    }

    private static HandlerResult NotRestored(RollbackOutcome outcome) => outcome switch
    {
        RollbackOutcome.Refused(var reason) => new HandlerResult.Stale(reason),
        RollbackOutcome.Unreadable(var reason) => new HandlerResult.DeadLetter($"no earlier champion can be read: {reason}"),
        _ => throw new InvalidOperationException($"{outcome} is no outcome of a rollback"),
    };

    private Task<HandlerResult> TellAsync(
        AggregateKey key, EventEnvelope envelope, string config, ChampionLine line, CancellationToken cancellationToken)
    {
        LogRolledBack(config, line.Current!.Rollback!.Undone, line.Current.Rollback.Restored, line.Current.Rollback.Reason);
        return transaction.ExecuteAsync<RegressionState>(
            key, envelope, state => RollbackNotices.Tell(state ?? new RegressionState { Config = config }, line), cancellationToken);
    }

    private static ChampionRollback Describe(EventEnvelope cause, RegressionCritical regression, int undone, int restored) => new()
    {
        Undone = undone,
        Restored = restored,
        Iteration = regression.Iteration,
        Reason = string.Create(CultureInfo.InvariantCulture, $"{regression.Severity}: {regression.Reason}"),
        Severity = regression.Severity,
        EloDrop = regression.EloDrop,
        Cause = cause.Id,
    };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Config}: generation {Undone} is rolled back, generation {Restored} is champion again; {Reason}")]
    private partial void LogRolledBack(string config, int undone, int restored, string reason);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "{Config}: {Model} would be rolled back, but automatic rollback is switched off; {Reason}")]
    private partial void LogLeft(string config, string model, string reason);
}
