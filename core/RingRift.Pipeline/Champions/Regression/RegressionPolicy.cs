using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>
/// Decides what a comparison means. Only games that were not looked at before count: the same games again are no second sighting. A
/// regression is over when newer games do not show it any more, or when another network is champion.
/// </summary>
public sealed class RegressionPolicy(RegressionOptions options)
{
    /// <summary>Decides about the champion that an evaluation measured.</summary>
    /// <param name="state">The watch; null before the first.</param>
    /// <param name="config">Config name.</param>
    /// <param name="iteration">Iteration of the evaluation.</param>
    /// <param name="champion">The champion the candidate met.</param>
    /// <param name="finding">How it compares; null where nothing is comparable.</param>
    public Decision<RegressionState> Decide(
        RegressionState? state, string config, int iteration, ArtifactRef champion, RegressionFinding? finding)
    {
        var watch = state ?? new RegressionState { Config = config };
        if (watch.JudgedThrough >= iteration)
        {
            return new Decision<RegressionState>.Leave(
                new HandlerResult.Stale($"the champion was judged by iteration {watch.JudgedThrough} already"));
        }

        var events = new List<EventDraft>(Succeeded(watch, iteration, champion));
        watch = watch.Champion == champion
            ? watch with { JudgedThrough = iteration }
            : watch with { JudgedThrough = iteration, Champion = champion, Evidence = 0, Open = null };
        if (finding is null || finding.Evidence <= watch.Evidence)
        {
            return new Decision<RegressionState>.Accept(watch, events);
        }

        var open = Judge(watch.Open, finding);
        events.AddRange(Say(watch, iteration, champion, finding, open));
        return new Decision<RegressionState>.Accept(watch with { Evidence = finding.Evidence, Open = open }, events);
    }

    private static IEnumerable<EventDraft> Succeeded(RegressionState watch, int iteration, ArtifactRef champion) =>
        watch is { Champion: { } before, Open: { } over } && before != champion
            ? [RegressionEvents.Cleared(watch.Config, iteration, before, over, drop: null, $"{champion.ShortId} is champion now")]
            : [];

    private OpenRegression? Judge(OpenRegression? before, RegressionFinding finding)
    {
        var inARow = (before?.InARow ?? 0) + 1;
        return RegressionTable.SeverityOf(finding.Drop.Low, options) is { } severity
            ? new OpenRegression(finding.Baseline, RegressionTable.Escalated(severity, inARow), inARow) { Further = before?.Further }
            : null;
    }

    private static IEnumerable<EventDraft> Say(
        RegressionState watch, int iteration, ArtifactRef champion, RegressionFinding finding,
        OpenRegression? open) => (watch.Open, open) switch
        {
            (_, { } seen) => RegressionEvents.Detected(watch.Config, iteration, champion, finding, seen),
            ({ } over, null) =>
                [RegressionEvents.Cleared(watch.Config, iteration, champion, over, finding.Drop, RegressionEvents.Figures(finding))],
            _ => [],
        };
}

/// <summary>What is done about a regression, from least to most; each includes those before it.</summary>
public enum RegressionAction
{
    /// <summary>The event is published and a line is logged.</summary>
    Record,

    /// <summary>The line is a warning.</summary>
    Warn,

    /// <summary>The line is an error: a person should look, and may roll back.</summary>
    Alert,

    /// <summary>The promotion is rolled back.</summary>
    RollBack,
}
