using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>What is said about a regression.</summary>
internal static class RegressionEvents
{
    /// <summary>The regression, and the same under the name of its severity.</summary>
    public static IReadOnlyList<EventDraft> Detected(
        string config, int iteration, ArtifactRef model, RegressionFinding finding, OpenRegression open)
    {
        var said = new RegressionDetected
        {
            Config = config,
            Iteration = iteration,
            Model = model,
            Baseline = finding.Baseline,
            EloDrop = finding.Drop.Elo,
            EloDropLow = finding.Drop.Low,
            Severity = open.Severity,
            Reason = Say($"{Figures(finding)}, {open.InARow} in a row: {RegressionTable.ActionOf(open.Severity)}"),
        };
        return [EventDraft.Of(said), OfSeverity(said)];
    }

    /// <summary>The end of a regression.</summary>
    public static EventDraft Cleared(
        string config, int iteration, ArtifactRef model, OpenRegression open, EloInterval? drop, string reason) =>
        EventDraft.Of(new RegressionCleared
        {
            Config = config,
            Iteration = iteration,
            Model = model,
            Baseline = open.Baseline,
            EloDrop = drop?.Elo,
            EloDropLow = drop?.Low,
            Severity = open.Severity,
            Reason = reason,
        });

    /// <summary>The figures of a comparison, for people.</summary>
    public static string Figures(RegressionFinding finding) =>
        Say($"{finding.Drop.Elo:F0} Elo (at least {finding.Drop.Low:F0}) weaker than {finding.Baseline.ShortId} by {finding.Opponents} common opponents");

    private static EventDraft OfSeverity(RegressionDetected said) => said.Severity switch
    {
        RegressionSeverity.Minor => EventDraft.Of(RegressionMinor.From(said)),
        RegressionSeverity.Moderate => EventDraft.Of(RegressionModerate.From(said)),
        RegressionSeverity.Severe => EventDraft.Of(RegressionSevere.From(said)),
        RegressionSeverity.Critical => EventDraft.Of(RegressionCritical.From(said)),
        _ => throw new ArgumentOutOfRangeException(nameof(said), said.Severity, "no such severity"),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
