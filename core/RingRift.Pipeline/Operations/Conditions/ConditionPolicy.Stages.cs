using RingRift.Eventing.Events;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Conditions;

public sealed partial class ConditionPolicy
{
    private static IEnumerable<RunCondition> Selfplay(IterationState state, RunFacts facts)
    {
        var missing = state.MissingShards().ToArray();
        yield return new RunCondition(
            IterationStage.SelfPlay,
            Of(state, "shards stored"),
            Say($"{state.Shards.Count}/{state.Plan.Shards}, {state.FailedShards.Count} given up"),
            Say($"{state.Plan.Shards} stored or given up"),
            missing.Length == 0,
            state.LastProgress());
        foreach (var shard in missing)
        {
            yield return Job(IterationStage.SelfPlay, JobIds.SelfPlay(state.Config, state.Iteration, shard), facts);
        }
    }

    private static RunCondition Sync(IterationState state) => new(IterationStage.Sync, Of(state, "games kept"), "not verified yet", "at least 1", false, state.LastProgress());

    private static RunCondition Export(IterationState state) => new(IterationStage.Export, Of(state, "training rows"), "not written yet", "written", false, state.LastProgress());

    private IEnumerable<RunCondition> Quality(IterationState state)
    {
        var (quality, bounds) = (state.Export?.Quality, training.Quality);
        yield return Bound(Of(state, "rows"), quality, found => Say($"{found.Rows:N0}"), Say($"at least {bounds.MinRows:N0}"), found => found.Rows >= bounds.MinRows);
        yield return Bound(
            Of(state, "decisive games"), quality, found => Say($"{found.DecisiveShare:P1}"), Say($"at least {bounds.MinDecisiveShare:P1}"), found => found.DecisiveShare >= bounds.MinDecisiveShare);
        yield return Bound(
            Of(state, "duplicate games"), quality, found => Say($"{found.DuplicateShare:P1}"), Say($"at most {bounds.MaxDuplicateShare:P1}"), found => found.DuplicateShare <= bounds.MaxDuplicateShare);
        yield return Bound(
            Of(state, "policy entropy"), quality, found => Say($"{found.PolicyEntropy:F3} nats"), Say($"at least {bounds.MinPolicyEntropy:F3}"), found => found.PolicyEntropy >= bounds.MinPolicyEntropy);
        yield return Bound(
            Of(state, "quality gate"), quality, found => QualityGate.Check(found, bounds).Reason ?? "passes", "passes", found => QualityGate.Check(found, bounds).Reason is null);
    }

    private static RunCondition Bound(string name, SampleQuality? quality, Func<SampleQuality, string> actual, string threshold, Func<SampleQuality, bool> met) => quality is null
        ? new RunCondition(IterationStage.Gate, name, "no rows yet", threshold, false)
        : new RunCondition(IterationStage.Gate, name, actual(quality), threshold, met(quality));

    /// <summary>Rows that the next training waits for.</summary>
    private RunCondition NewRows(RunFacts facts)
    {
        var (learner, due) = (facts.Learner, learning.Due(facts.Learner, facts.Size?.RowsPerTraining));
        return new RunCondition(IterationStage.Training, "new rows", Say($"{learner.NewRows:N0}"), Say($"at least {due:N0}"), learner.NewRows >= due);
    }

    private static IEnumerable<RunCondition> Training(IterationState state, RunFacts facts) =>
        [Job(IterationStage.Training, state.Training!.JobId, facts), Pause(IterationStage.Training, facts)];

    private IEnumerable<RunCondition> Evaluation(IterationState state, RunFacts facts)
    {
        var evaluation = state.Evaluation!;
        var played = evaluation.Matches.Count(match => match.IsSettled());
        yield return new RunCondition(
            IterationStage.Evaluation, Of(state, "match jobs played"), Say($"{played}/{evaluation.Matches.Count}"), Say($"{evaluation.Matches.Count}"), played == evaluation.Matches.Count, state.LastProgress());
        if (evaluation.IsMeasured)
        {
            yield return Promotion(state, IterationStage.Evaluation);
        }

        foreach (var match in evaluation.Matches.Where(match => !match.IsSettled() && facts.Jobs.ContainsKey(match.JobId)))
        {
            yield return Job(IterationStage.Evaluation, match.JobId, facts);
        }
    }

    private RunCondition Promotion(IterationState state, IterationStage stage)
    {
        var found = gate.Measure(state);
        return new RunCondition(
            stage,
            Of(state, $"evidence against {found.Opponent}"),
            found.Trial.Pairs == 0 ? "no game yet" : found.Say(),
            Say($"LLR of at least {found.Test.Upper:F2}{(found.MostPairs > 0 ? Say($" within {found.MostPairs} pairs") : string.Empty)}"),
            found.Passes);
    }

    private static RunCondition Distribution(IterationState state) => new(
        IterationStage.Distribution, Of(state, "alias of the champion"), "not set yet", "verified and set", false, state.LastProgress());

    /// <summary>An end that the learner was not told of yet.</summary>
    private static RunCondition Told(IterationState state) => new(
        IterationStage.Finished, Of(state, "end"), "not told yet", "told to the learner", false, state.FinishedAt);

    /// <summary>What the next iteration needs to begin.</summary>
    private IEnumerable<RunCondition> Next(RunFacts facts)
    {
        var learner = facts.Learner;
        var most = facts.Size?.LanesWith(learning.GeneratorOf(learner, learner.Begun + 1)) ?? lanes.Lanes;
        yield return new RunCondition(
            IterationStage.Finished,
            "iterations",
            Say($"{learner.Begun}"),
            options.MaxIterations is { } last ? Say($"fewer than {last}") : "no limit",
            !(learner.Begun >= options.MaxIterations));
        yield return new RunCondition(
            IterationStage.Finished, "failures in a row", Say($"{Math.Max(learner.DataFailures, learner.CandidateFailures)}"), Say($"fewer than {options.MaxFailuresInARow}"), !learning.HasFailed(learner));
        yield return new RunCondition(
            IterationStage.Finished, "lanes that play", Say($"{learner.Playing.Count}"), Say($"{most}"), learner.Playing.Count >= most);
        if (learning.WhyGeneratorUnknown(learner) is { } unknown)
        {
            yield return new RunCondition(IterationStage.Finished, "network that plays", unknown, "known", false);
        }

        foreach (var queue in facts.Queues)
        {
            var (activate, release) = pressure.LimitsOf(queue.Queue);
            var active = queue.IsActive(facts.Time);
            yield return new RunCondition(
                IterationStage.Finished, $"messages in {queue.Queue}", Say($"{queue.Depth}"), active ? Say($"at most {release}") : Say($"fewer than {activate}"), !active, queue.Since);
        }
    }

    private static string Of(IterationState state, string name) => Say($"iteration {state.Iteration}: {name}");

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
