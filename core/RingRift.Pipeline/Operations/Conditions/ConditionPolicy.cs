using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Training;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>Says for each stage what it needs, what there is and since when. Decides nothing: the gates do, by the same options.</summary>
public sealed partial class ConditionPolicy(
    PipelineOptions options, TrainingPlanOptions training, LearnerOptions lanes, PromotionGate gate, LearnerPolicy learning, BackPressureOptions pressure)
{
    private const string None = "none";

    /// <summary>The conditions of everything that is under way, and of what would begin next.</summary>
    public RunConditions Of(RunFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new RunConditions
        {
            Config = facts.Learner.Config,
            Time = facts.Time,
            Iteration = facts.Learner.Begun,
            LastProgress = facts.Open.Count == 0 ? null : facts.Open.Max(state => state.LastProgress(facts.Time)),
            Conditions = [.. Enum.GetValues<IterationStage>().SelectMany(stage => OfStage(stage, facts)), .. General(facts)],
        };
    }

    private IEnumerable<RunCondition> OfStage(IterationStage stage, RunFacts facts)
    {
        var states = facts.Open.Where(state => state.Stage == stage).ToArray();
        return stage switch
        {
            IterationStage.SelfPlay => [.. states.SelectMany(state => Selfplay(state, facts)), .. Workers(stage, WorkKind.SelfPlay, facts)],
            IterationStage.Sync => states.Select(Sync),
            IterationStage.Export => states.Select(Export),
            IterationStage.Gate => [.. states.SelectMany(Quality), .. states.Length == 0 ? [] : new[] { Pause(stage, facts) }],
            IterationStage.Training => [NewRows(facts), .. states.SelectMany(state => Training(state, facts)), .. Workers(stage, WorkKind.Training, facts)],
            IterationStage.Evaluation => states.SelectMany(state => Evaluation(state, facts)),
            IterationStage.Promotion => states.Select(state => Promotion(state, IterationStage.Promotion)),
            IterationStage.Distribution => states.Select(Distribution),
            _ => [.. states.Select(Told), .. Next(facts), Pause(stage, facts)],
        };
    }

    /// <summary>What holds or accompanies everything.</summary>
    private static IEnumerable<RunCondition> General(RunFacts facts)
    {
        if (facts.Progress is { Stalled: true } stalled)
        {
            yield return new RunCondition(stalled.Stage, "progress", Say($"iteration {stalled.Iteration} stalled for {Span(facts.Time - stalled.Since)}"), "moving", false, stalled.Since);
        }

        foreach (var state in facts.Open)
        {
            if (facts.Resends.GetValueOrDefault(state.Iteration) is { } resend && resend.Mark == ResendPolicy.MarkOf(state))
            {
                yield return new RunCondition(
                    state.Stage, Say($"iteration {state.Iteration}: events sent again"), Say($"{resend.Times} times, next after {resend.NextDue.UtcDateTime:u}"), "0 times", false, resend.Last);
            }
        }

        yield return new RunCondition(
            IterationStage.Finished, "dead letters", facts.NewestDeadLetter is null ? "0" : Say($"{facts.DeadLetters}, the newest: {facts.NewestDeadLetter}"), "0", facts.DeadLetters == 0);
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
