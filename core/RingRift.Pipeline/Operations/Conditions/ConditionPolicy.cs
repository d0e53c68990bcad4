using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Pipeline.Stages.Training;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>Says for each stage what it needs, what there is and since when. Decides nothing: the gates do, by the same options.</summary>
public sealed partial class ConditionPolicy(
    PipelineOptions options, TrainingPlanOptions training, PromotionGate gate, NextIterationPolicy successions, BackPressureOptions pressure, ReconciliationOptions reconciliation)
{
    private const string None = "none";

    /// <summary>The conditions of the current stage and the ones after it.</summary>
    public RunConditions Of(RunFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var state = facts.State;
        return new RunConditions
        {
            Config = state.Config,
            Time = facts.Time,
            Iteration = state.Iteration,
            Stage = state.Stage,
            LastProgress = state.LastProgress(facts.Time),
            Conditions =
            [
                .. Enum.GetValues<IterationStage>().Where(stage => stage >= state.Stage).SelectMany(stage => OfStage(stage, facts)),
                .. General(facts),
            ],
        };
    }

    private IEnumerable<RunCondition> OfStage(IterationStage stage, RunFacts facts) => stage switch
    {
        IterationStage.SelfPlay => [.. SelfPlay(facts), .. Workers(stage, WorkKind.SelfPlay, facts)],
        IterationStage.Sync => [Sync(facts.State)],
        IterationStage.Export => [Export(facts.State)],
        IterationStage.Gate => [.. Quality(facts.State), Pause(stage, facts)],
        IterationStage.Training => [.. Training(facts), .. Workers(stage, WorkKind.Training, facts)],
        IterationStage.Evaluation => Evaluation(facts),
        IterationStage.Promotion => [Promotion(facts.State)],
        IterationStage.Distribution => [Distribution(facts.State)],
        _ => [.. Begun(facts.State), .. Succession(facts), Pause(stage, facts)],
    };

    /// <summary>What holds or accompanies every stage; told of the current one.</summary>
    private static IEnumerable<RunCondition> General(RunFacts facts)
    {
        var stage = facts.State.Stage;
        if (facts.Progress is { Stalled: true } stalled)
        {
            yield return new RunCondition(stage, "progress", $"stalled for {Span(facts.Time - stalled.Since)}", "moving", false, stalled.Since);
        }

        if (facts.Resend is { } resend && resend.Mark == ResendPolicy.MarkOf(facts.State))
        {
            yield return new RunCondition(
                stage, "events sent again", Say($"{resend.Times} times, next after {resend.NextDue.UtcDateTime:u}"), "0 times", false, resend.Last);
        }

        yield return new RunCondition(
            stage, "dead letters", facts.NewestDeadLetter is null ? "0" : Say($"{facts.DeadLetters}, the newest: {facts.NewestDeadLetter}"), "0", facts.DeadLetters == 0);
    }

    private static RunCondition Pause(IterationStage stage, RunFacts facts)
    {
        var pauses = facts.Pauses.SelectMany(held => held.Pauses.Select(pause => (held.Scope, Pause: pause))).OrderByDescending(held => held.Pause.Until).ToArray();
        return pauses is [var (scope, pause), ..]
            ? new RunCondition(stage, "pause", Say($"{scope} until {pause.Until.UtcDateTime:u} by {pause.Owner}: {pause.Reason}"), None, false, pause.Since)
            : new RunCondition(stage, "pause", None, None, true);
    }

    /// <summary>Told only where workers are scaled.</summary>
    private static IEnumerable<RunCondition> Workers(IterationStage stage, WorkKind kind, RunFacts facts)
    {
        if (facts.Scaler?.Of(kind) is { } pool)
        {
            yield return new RunCondition(
                stage,
                $"{WorkKinds.NameOf(kind)} workers",
                Say($"{pool.Workers}, {pool.Wanted} wanted: {string.Join("; ", pool.Reasons)}"),
                "not stopped by the budget",
                pool.Verdict != ScaleVerdict.Stop,
                facts.Scaler.Looked);
        }
    }

    private static string Span(TimeSpan span) => span.TotalHours >= 1 ? Say($"{span.TotalHours:F1} h") : span.TotalMinutes >= 1 ? Say($"{span.TotalMinutes:F1} min") : Say($"{span.TotalSeconds:F0} s");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One thing that a stage needs before it is over.</summary>
/// <param name="Stage">The stage; <see cref="IterationStage.Finished"/> stands for the beginning of the next iteration.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Actual">What it is now.</param>
/// <param name="Threshold">What it has to be.</param>
/// <param name="Met">Whether it is.</param>
/// <param name="Since">Since when it is so (UTC); null when nobody knows.</param>
public sealed record RunCondition(IterationStage Stage, string Name, string Actual, string Threshold, bool Met, DateTimeOffset? Since = null);
