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
