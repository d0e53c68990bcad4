namespace RingRift.Game.Traces;

/// <summary>Derived constants that a header records as a check.</summary>
internal sealed record TraceConstants(int EliminationThreshold, int TerritoryMinimum, int LineLength)
{
    /// <summary>The constants of rules.</summary>
    public static TraceConstants Of(GameRules rules) => new(rules.EliminationThreshold, rules.TerritoryMinimum, rules.LineLength);
}
