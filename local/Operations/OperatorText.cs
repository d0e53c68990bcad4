using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Local.Operations;

/// <summary>Daemons, conditions and pauses in words.</summary>
internal static class OperatorText
{
    public static void Write(RunConditions conditions, TextWriter output)
    {
        var age = conditions.Time - conditions.LastProgress;
        output.WriteLine(Say($"{conditions.Config} iteration {conditions.Iteration} is at {IterationStages.NameOf(conditions.Stage)}; last progress {Time(conditions.LastProgress)}, {age.TotalSeconds:F0} s ago"));
        foreach (var stage in conditions.Conditions.GroupBy(condition => condition.Stage))
        {
            var name = stage.Key == IterationStage.Finished ? "Next iteration" : IterationStages.NameOf(stage.Key);
            output.WriteLine(stage.Key == conditions.Stage ? $"{name} (now)" : name);
            foreach (var condition in stage)
            {
                var since = condition.Since is { } time ? $", since {Time(time)}" : string.Empty;
                output.WriteLine($"  [{(condition.Met ? 'x' : ' ')}] {condition.Name}: {condition.Actual}; needed: {condition.Threshold}{since}");
            }
        }
    }

    public static string Line(DaemonHealth daemon)
    {
        var error = daemon.Error is null ? string.Empty : $"; {daemon.Failures} failures, {daemon.Error}";
        var last = daemon.LastSuccess is { } success ? $"last good run {Time(success)}: {daemon.LastResult}" : "no good run yet";
        return $"{(daemon.Healthy ? "healthy  " : "UNHEALTHY")} {daemon.Name,-22} {daemon.Status,-10} every {daemon.Interval:c}, {daemon.Runs} runs, {last}{error}";
    }

    public static IEnumerable<string> Lines(RetentionReport report)
    {
        foreach (var item in report.Items)
        {
            var size = item.Bytes > 0 ? Say($", {item.Bytes / 1048576.0:F1} MiB") : string.Empty;
            yield return Say($"{item.Kind,-12} {item.Count,8} older than {Time(item.Before)}{size}");
        }

        yield return Say($"{report.Named} files are named by champions, pools and newest iterations and stay");
        if (!report.Enabled)
        {
            yield return "retention is switched off (Retention:Enabled): none of this is deleted";
        }
    }

    public static string Line(string scope, Pause pause) => $"{scope} until {Time(pause.Until)} by {pause.Owner}: {pause.Reason}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
