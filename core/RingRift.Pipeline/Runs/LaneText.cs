using System.Globalization;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Runs;

/// <summary>Says in words what the lanes of a run wait for.</summary>
internal static class LaneText
{
    /// <summary>What self-play waits for.</summary>
    public static string WaitsFor(LearnerState learner, LearnerPolicy policy) => learner.Playing.Count > 0
        ? Say($"the games of {Count(learner.Playing.Count, "iteration")}")
        : policy.WhyStopped(learner) ?? policy.WhyGeneratorUnknown(learner) ?? "its first iteration, which begins when nothing holds it";

    /// <summary>What training waits for.</summary>
    public static string OfTraining(LearnerState learner, LearnerPolicy policy, IterationState? training, long due) => training?.Training is { } job
        ? job.Attempt == 0 ? "a worker to begin" : Say($"{job.Worker}")
        : policy.WhyNotTrained(learner) ?? Say($"{Math.Max(0, due - learner.NewRows):N0} more rows");

    /// <summary>What evaluation waits for.</summary>
    public static string OfEvaluation(IReadOnlyList<IterationState> measured) => measured.Count == 0
        ? "a candidate"
        : Say($"{Count(measured.Sum(state => state.Evaluation?.Matches.Count(match => !match.IsSettled()) ?? 0), "match job")}");

    private static string Count(int count, string what) => Say($"{count} {what}{(count == 1 ? string.Empty : "s")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
