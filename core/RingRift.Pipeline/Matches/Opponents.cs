namespace RingRift.Pipeline.Matches;

/// <summary>Names of opponents that are no baseline.</summary>
public static class Opponents
{
    /// <summary>The champion of the time the evaluation was planned.</summary>
    public const string Champion = "champion";
}
