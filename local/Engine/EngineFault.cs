namespace RingRift.Local.Engine;

/// <summary>A request that cannot be answered; it becomes an answer of kind <c>error</c>.</summary>
/// <param name="input">The part at fault.</param>
/// <param name="rule">The rule it breaks.</param>
/// <param name="ply">Moves played before the one at fault, where it is a move.</param>
internal sealed class EngineFault(string input, string rule, int? ply = null) : Exception($"'{input}': {rule}")
{
    private const int Shown = 200;

    /// <summary>The part at fault, cut where it is long.</summary>
    public string Input { get; } = input.Length <= Shown ? input : input[..Shown] + "…";

    /// <summary>The rule it breaks.</summary>
    public string Rule { get; } = rule;

    /// <summary>Moves played before the one at fault; null where it is no move.</summary>
    public int? Ply { get; } = ply;
}
