using System.Globalization;
using RingRift.Web.Api;

namespace RingRift.Web.Runs;

/// <summary>Whether a run goes on, in one sentence, and what is not as it has to be.</summary>
/// <param name="IsWell">Whether it goes on.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Unmet">The conditions that are not met.</param>
public sealed record Verdict(bool IsWell, string Text, IReadOnlyList<ConditionAnswer> Unmet)
{
    // The longest of the usual steps, a training on a slow machine, tells of itself within this time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>That of a run.</summary>
    /// <param name="run">Where it stands.</param>
    /// <param name="conditions">What it waits for; null where that could not be read.</param>
    public static Verdict Of(RunAnswer run, ConditionsAnswer? conditions)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<ConditionAnswer> unmet = [.. conditions?.Conditions.Where(condition => !condition.Met) ?? []];
        var beat = run.Jobs.Select(job => (DateTimeOffset?)job.Time).Append(conditions?.LastProgress).Max();
        var age = run.Time - beat;
        return run.Stopped is { } reason
            ? new Verdict(!run.StoppedByFailures, run.StoppedByFailures ? $"Failures stopped the run: {reason}." : $"The run is over: {reason}.", unmet)
            : unmet.FirstOrDefault(condition => condition.Name == "pause") is { } pause
            ? new Verdict(false, $"The run is paused: {pause.Actual}.", unmet)
            : age is null
            ? new Verdict(false, "Nothing is under way.", unmet)
            : age <= Patience
            ? new Verdict(true, $"The run goes on. It last moved {Words(age.Value)} ago.", unmet)
            : new Verdict(false, $"Nothing has moved for {Words(age.Value)}.", unmet);
    }

    /// <summary>A span of time in words.</summary>
    public static string Words(TimeSpan span)
    {
        var (value, unit) = span.TotalHours >= 1 ? (span.TotalHours, "h") : span.TotalMinutes >= 1 ? (span.TotalMinutes, "min") : (span.TotalSeconds, "s");
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, value):0.#} {unit}");
    }
}
