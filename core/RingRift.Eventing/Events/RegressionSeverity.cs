namespace RingRift.Eventing.Events;

/// <summary>
/// How much weaker than its baseline a network became, in order: what is done about one grade is done about every higher one (K34).
/// </summary>
public enum RegressionSeverity
{
    /// <summary>Worth a line in the log.</summary>
    Minor,

    /// <summary>Worth watching.</summary>
    Moderate,

    /// <summary>Needs action.</summary>
    Severe,

    /// <summary>Rolled back at once.</summary>
    Critical,
}
