using System.Security.Cryptography;
using System.Text.Json.Serialization;
using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.SelfPlay;

/// <summary>One self-play game, whole: enough to replay it, to check it, and to make samples of it. One line of a game shard.</summary>
public sealed record GameRecord
{
    /// <summary>Format that this code writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format of the record.</summary>
    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Version of the action numbers in <see cref="Decisions"/>.</summary>
    public int Encoder { get; init; } = PlaneTable.Version;

    /// <summary>Name of the configuration.</summary>
    public required string Config { get; init; }

    /// <summary>Rules beyond the configuration.</summary>
    public required RecordedRules Rules { get; init; }

    /// <summary>Seed of the job.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of the game in its job.</summary>
    public required int Game { get; init; }

    /// <summary>Model that played all seats.</summary>
    public required string Model { get; init; }

    /// <summary>How hard it was thought about.</summary>
    public required SearchBudget Budget { get; init; }

    /// <summary>Every move, forced ones too, in canonical notation, separated by single blanks.</summary>
    public required string Moves { get; init; }

    /// <summary>The fully searched decisions, in ply order.</summary>
    public required IReadOnlyList<RecordedDecision> Decisions { get; init; }

    /// <summary>How the game ended.</summary>
    public required RecordedResult Result { get; init; }

    /// <summary>The moves one by one.</summary>
    public string[] SplitMoves() => Moves.Length == 0 ? [] : Moves.Split(' ');

    /// <summary>The rules in full.</summary>
    /// <exception cref="GameConfigFormatException">The configuration is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rule is out of range.</exception>
    public GameRules FullRules() => Rules.For(GameConfig.Parse(Config));

    /// <summary>SHA-256 (hex) of configuration, rules and moves: equal for the same game from whatever job, worker or time.</summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        $"{Config}\n{Rules.Rings},{Rules.LastPlayerStandingRounds},{(Rules.Swap ? 1 : 0)}\n{Moves}")));
}

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

/// <summary>How hard a recorded game was thought about.</summary>
/// <param name="Full">Root visits of a full search.</param>
/// <param name="Fast">Root visits of a fast search.</param>
/// <param name="FullShare">Part of the decisions that got a full search.</param>
public sealed record SearchBudget(int Full, int Fast, double FullShare);

/// <summary>The outcome of a full search: what the network should have said.</summary>
/// <param name="Ply">Ply of the decision: moves played before it.</param>
/// <param name="Actions">Action numbers that were visited, ascending; moves that share a number are added up.</param>
/// <param name="Visits">Visits of each action.</param>
/// <param name="Values">Mean share of each seat at the root, seat 1 first, as the agents sit at this ply.</param>
public sealed record RecordedDecision(int Ply, IReadOnlyList<int> Actions, IReadOnlyList<int> Visits, IReadOnlyList<float> Values);

/// <summary>How a recorded game ended.</summary>
/// <param name="Winner">Winning seat; 0 for a game that was cut off.</param>
/// <param name="End">How it ended; None for a game that was cut off.</param>
/// <param name="Shares">
/// What each seat got, seat 1 first, as the agents sit at the end: all to the winner, or by progress after a cut.
/// </param>
public sealed record RecordedResult(
    int Winner, [property: JsonConverter(typeof(JsonStringEnumConverter<EndKind>))] EndKind End, IReadOnlyList<float> Shares)
{
    /// <summary>Whether the game was cut off at the ply limit.</summary>
    [JsonIgnore]
    public bool WasCut => End == EndKind.None;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(GameRecord))]
internal sealed partial class GameRecordJson : JsonSerializerContext;
