using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>
/// The one table of severities and of what is done about each. A larger drop, or one seen more often, never has a lesser severity or a
/// weaker action (K34).
/// </summary>
public static class RegressionTable
{
    /// <summary>Regressions in a row after which the severity is critical whatever the drop.</summary>
    public const int CriticalInARow = 3;

    /// <summary>Severity of a drop; null for one too small to be called a regression.</summary>
    /// <param name="eloDropLow">Lower end of the drop's interval, in Elo: how much weaker at least (K23).</param>
    /// <param name="options">The limits.</param>
    public static RegressionSeverity? SeverityOf(double eloDropLow, RegressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return eloDropLow switch
        {
            _ when eloDropLow >= options.CriticalElo => RegressionSeverity.Critical,
            _ when eloDropLow >= options.SevereElo => RegressionSeverity.Severe,
            _ when eloDropLow >= options.ModerateElo => RegressionSeverity.Moderate,
            _ when eloDropLow >= options.MinorElo => RegressionSeverity.Minor,
            _ => null,
        };
    }

    /// <summary>Severity of a regression that was seen before: the second in a row is one grade worse, the third critical.</summary>
    /// <param name="severity">Severity by the drop.</param>
    /// <param name="inARow">Regressions of the same champion in a row, this one included; from 1.</param>
    public static RegressionSeverity Escalated(RegressionSeverity severity, int inARow) => inARow switch
    {
        >= CriticalInARow => RegressionSeverity.Critical,
        2 when severity < RegressionSeverity.Critical => severity + 1,
        _ => severity,
    };

    /// <summary>What is done about a severity.</summary>
    public static RegressionAction ActionOf(RegressionSeverity severity) => severity switch
    {
        RegressionSeverity.Minor => RegressionAction.Record,
        RegressionSeverity.Moderate => RegressionAction.Warn,
        RegressionSeverity.Severe => RegressionAction.Alert,
        RegressionSeverity.Critical => RegressionAction.RollBack,
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "no such severity"),
    };
}
