using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Game.Playouts;

namespace RingRift.Learning.Matches;

/// <summary>Which paired games are played.</summary>
public sealed record MatchOptions
{
    /// <summary>Rules of every game.</summary>
    [Required]
    public required GameRules Rules { get; init; }

    /// <summary>Seed of the match: openings and players' choices.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of the first pair; above 0 for one part of a match that is shared out.</summary>
    [Range(0, int.MaxValue)]
    public int FirstPair { get; init; }

    /// <summary>Pairs to play. A pair is one opening with player A once in every seat: two games for two players.</summary>
    [Range(1, 1_000_000)]
    public required int Pairs { get; init; }

    /// <summary>Most games in lockstep. Default 32: on a processor larger batches gain nothing.</summary>
    [Range(1, 4096)]
    public int ConcurrentGames { get; init; } = 32;

    /// <summary>Decisions at the start of each game that are drawn by lot, the same for all games of a pair. Default 4.</summary>
    [Range(0, 1000)]
    public int OpeningDecisions { get; init; } = 4;

    /// <summary>Plies after which a game is cut off and shared by progress. Default: <see cref="PlyLimit"/> of the configuration.</summary>
    [Range(1, 1_000_000)]
    public int? MaxPlies { get; init; }

    /// <summary>Games of the whole match.</summary>
    internal int Games => Pairs * Rules.Players;

    /// <summary>Games that are really played at once: the largest batch.</summary>
    public int GamesAtOnce => Math.Min(ConcurrentGames, Games);

    /// <summary>Plies after which a game is really cut off.</summary>
    internal int EffectiveMaxPlies => MaxPlies ?? PlyLimit.For(Rules.Config);

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ValidationException">Names the option and its range.</exception>
    public void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
