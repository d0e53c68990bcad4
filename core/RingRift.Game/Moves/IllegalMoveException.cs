namespace RingRift.Game;

/// <summary>A move that the position does not allow. The state it was played on is unchanged.</summary>
/// <param name="move">The move, in notation where it can be written.</param>
/// <param name="phase">The phase of the position.</param>
/// <param name="rule">What the rules ask for instead.</param>
public sealed class IllegalMoveException(string move, Phase phase, string rule)
    : InvalidOperationException($"Illegal move {move} in phase {phase}: {rule}")
{
    /// <summary>The move, in notation where it can be written.</summary>
    public string Move { get; } = move;

    /// <summary>The phase of the position.</summary>
    public Phase Phase { get; } = phase;

    /// <summary>What the rules ask for instead.</summary>
    public string Rule { get; } = rule;
}
