using System.Text.Json.Serialization;
using RingRift.Game;

namespace RingRift.Learning.SelfPlay;

/// <summary>The rules of a recorded game beyond board and players.</summary>
/// <param name="Rings">Rings per player.</param>
/// <param name="LastPlayerStandingRounds">Rounds of being last with real actions that win.</param>
/// <param name="Swap">Whether the pie rule is on.</param>
public sealed record RecordedRules(
    [property: JsonPropertyName("rings")] int Rings,
    [property: JsonPropertyName("lps")] int LastPlayerStandingRounds,
    [property: JsonPropertyName("swap")] bool Swap)
{
    /// <summary>What a record keeps of full rules.</summary>
    public static RecordedRules Of(GameRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new RecordedRules(rules.RingsPerPlayer, rules.LastPlayerStandingRounds, rules.SwapRule);
    }

    /// <summary>The full rules.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public GameRules For(GameConfig config) => new(config.Board, config.Players, Rings, LastPlayerStandingRounds, Swap);
}
