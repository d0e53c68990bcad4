using RingRift.Eventing.Events;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Operations.Conditions;

public sealed partial class ConditionPolicy
{
    private static IEnumerable<RunCondition> SelfPlay(RunFacts facts)
    {
        var state = facts.State;
        var missing = state.MissingShards().ToArray();
        yield return new RunCondition(
            IterationStage.SelfPlay,
            "shards stored",
            Say($"{state.Shards.Count}/{state.Plan.Shards}, {state.FailedShards.Count} given up"),
            Say($"{state.Plan.Shards} stored or given up"),
            missing.Length == 0,
            state.LastProgress());
        foreach (var shard in missing)
        {
            yield return Job(IterationStage.SelfPlay, JobIds.SelfPlay(state.Config, state.Iteration, shard), facts);
        }
    }

    private static RunCondition Sync(IterationState state) => new(
        IterationStage.Sync, "games kept", state.Sync is { } sync ? Say($"{sync.Games}") : "not merged yet", "at least 1", state.Sync?.Games > 0);

    private static RunCondition Export(IterationState state) => new(
        IterationStage.Export, "training rows", state.Export is { } export ? Say($"{export.Samples.Rows:N0}") : "not written yet", "written", state.Export is not null);

    private IEnumerable<RunCondition> Quality(IterationState state)
    {
        var (quality, bounds) = (state.Export?.Quality, training.Quality);
        yield return Bound("rows", quality, found => Say($"{found.Rows:N0}"), Say($"at least {bounds.MinRows:N0}"), found => found.Rows >= bounds.MinRows);
        yield return Bound("decisive games", quality, found => Say($"{found.DecisiveShare:P1}"), Say($"at least {bounds.MinDecisiveShare:P1}"), found => found.DecisiveShare >= bounds.MinDecisiveShare);
        yield return Bound("duplicate games", quality, found => Say($"{found.DuplicateShare:P1}"), Say($"at most {bounds.MaxDuplicateShare:P1}"), found => found.DuplicateShare <= bounds.MaxDuplicateShare);
        yield return Bound("policy entropy", quality, found => Say($"{found.PolicyEntropy:F3} nats"), Say($"at least {bounds.MinPolicyEntropy:F3}"), found => found.PolicyEntropy >= bounds.MinPolicyEntropy);
        yield return Bound(
            "quality gate", quality, found => QualityGate.Check(found, bounds).Reason ?? "passes", "passes", found => QualityGate.Check(found, bounds).Reason is null);
    }

    private static RunCondition Bound(string name, SampleQuality? quality, Func<SampleQuality, string> actual, string threshold, Func<SampleQuality, bool> met) => quality is null
        ? new RunCondition(IterationStage.Gate, name, "no rows yet", threshold, false)
        : new RunCondition(IterationStage.Gate, name, actual(quality), threshold, met(quality));

    private static IEnumerable<RunCondition> Training(RunFacts facts) => facts.State.Training is { } training && facts.State.Stage == IterationStage.Training
        ? [Job(IterationStage.Training, training.JobId, facts), Pause(IterationStage.Training, facts)]
        : [new RunCondition(IterationStage.Training, "training job", "not asked for yet", "done", false)];

    private static IEnumerable<RunCondition> Evaluation(RunFacts facts)
    {
        if (facts.State.Evaluation is not { } evaluation)
        {
            yield return new RunCondition(IterationStage.Evaluation, "match jobs played", "not planned yet", "all", false);
            yield break;
        }

        var played = evaluation.Matches.Count(match => match.IsSettled());
        yield return new RunCondition(
            IterationStage.Evaluation, "match jobs played", Say($"{played}/{evaluation.Matches.Count}"), Say($"{evaluation.Matches.Count}"), played == evaluation.Matches.Count, facts.State.LastProgress());
        foreach (var match in evaluation.Matches.Where(match => !match.IsSettled() && facts.Jobs.ContainsKey(match.JobId)))
        {
            yield return Job(IterationStage.Evaluation, match.JobId, facts);
        }
    }

    private RunCondition Promotion(IterationState state)
    {
        if (state.Evaluation is null || gate.Measure(state) is not { Bound: { } bound } found)
        {
            return new RunCondition(IterationStage.Promotion, "lower bound of the score", "no game yet", "above an even share", false);
        }

        return new RunCondition(
            IterationStage.Promotion,
            $"lower bound of the score against {found.Opponent}",
            Say($"{bound.Low:F3} (score {bound.Score:F3} over {found.Pairs} pairs)"),
            Say($"above {found.Even:F3}"),
            found.Passes);
    }

    private static RunCondition Distribution(IterationState state) => new(
        IterationStage.Distribution,
        "alias of the champion",
        state.Stage == IterationStage.Distribution ? "not set yet" : "no champion of this iteration yet",
        "verified and set",
        false);

    /// <summary>A run that goes on waits for the event of its last end, which its reconciler sends again when it was lost or put off.</summary>
    private IEnumerable<RunCondition> Begun(IterationState state) => state.Stage != IterationStage.Finished || successions.WhyNoNext(state) is not null
        ? []
        : [new RunCondition(
            IterationStage.Finished,
            "next iteration",
            Say($"not begun; its event is sent again from {(state.LastProgress() + reconciliation.After.Finished).UtcDateTime:u}"),
            "begun",
            false,
            state.FinishedAt)];

    private IEnumerable<RunCondition> Succession(RunFacts facts)
    {
        var state = facts.State;
        var failures = NextIterationPolicy.IsFailure(state) ? state.Plan.FailuresInARow + 1 : state.Stage == IterationStage.Finished ? 0 : state.Plan.FailuresInARow;
        yield return new RunCondition(
            IterationStage.Finished,
            "iterations",
            Say($"{state.Iteration}"),
            options.MaxIterations is { } last ? Say($"fewer than {last}") : "no limit",
            !successions.IsLast(state),
            state.FinishedAt);
        yield return new RunCondition(
            IterationStage.Finished, "failures in a row", Say($"{failures}"), Say($"fewer than {options.MaxFailuresInARow}"), failures < options.MaxFailuresInARow, state.FinishedAt);
        foreach (var queue in facts.Queues)
        {
            var (activate, release) = pressure.LimitsOf(queue.Queue);
            var active = queue.IsActive(facts.Time);
            yield return new RunCondition(
                IterationStage.Finished, $"messages in {queue.Queue}", Say($"{queue.Depth}"), active ? Say($"at most {release}") : Say($"fewer than {activate}"), !active, queue.Since);
        }
    }

    private static RunCondition Job(IterationStage stage, string jobId, RunFacts facts)
    {
        var job = facts.Jobs.GetValueOrDefault(jobId);
        var heartbeat = facts.Heartbeats.FirstOrDefault(beat => beat.JobId == jobId);
        var actual = job switch
        {
            null => "no worker has taken it yet",
            { Status: JobStatus.Done } => "done, but not counted yet",
            { Status: JobStatus.Failed } => $"given up: {job.Error}",
            _ when job.IsHeld(facts.Time) => Say($"attempt {job.Attempt}, lease held by {job.Owner} until {job.LeaseUntil.UtcDateTime:u}"),
            _ => Say($"attempt {job.Attempt}, the lease of {job.Owner} is over for {Span(facts.Time - job.LeaseUntil)}"),
        };
        var beat = heartbeat is null ? string.Empty : Say($"; {heartbeat.Done}/{heartbeat.Total}, heartbeat {Span(facts.Time - heartbeat.Time)} ago");
        return new RunCondition(stage, $"job {jobId}", actual + beat, "done and counted", false, heartbeat?.Time);
    }
}
