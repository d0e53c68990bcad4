using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Game.Playouts;
using RingRift.Learning.Search;

namespace RingRift.Learning.SelfPlay;

/// <summary>One self-play job: which games, how many, and how hard each move is thought about.</summary>
/// <remarks>The defaults suit a small network on <c>hex8_2p</c> and one processor core per runner.</remarks>
public sealed record SelfPlayOptions
{
    /// <summary>Rules of every game.</summary>
    [Required]
    public required GameRules Rules { get; init; }

    /// <summary>Seed of the job. Game i depends on this seed and on i alone.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of the first game to play; above 0 to go on after a crash. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int FirstGame { get; init; }

    /// <summary>Games of the whole job: numbers <see cref="FirstGame"/> to <c>Games - 1</c> are played.</summary>
    [Range(1, 10_000_000)]
    public required int Games { get; init; }

    /// <summary>Games in lockstep, which is the largest batch. Default 48.</summary>
    [Range(1, 4096)]
    public int ConcurrentGames { get; init; } = 48;

    /// <summary>Root visits of a full search, whose result becomes a sample. Default 64.</summary>
    [Range(2, 1_000_000)]
    public int FullVisits { get; init; } = 64;

    /// <summary>Root visits of a fast search, which only chooses a move. Default 16.</summary>
    [Range(2, 1_000_000)]
    public int FastVisits { get; init; } = 16;

    /// <summary>Part of the decisions that get a full search (playout cap randomisation, Wu 2019, section 3.1). Default 1/3.</summary>
    [Range(0.01, 1.0)]
    public double FullShare { get; init; } = 1.0 / 3;

    /// <summary>Decisions of a game whose move is drawn by visits; later ones use <see cref="LateTemperature"/>. Default 16.</summary>
    [Range(0, 100_000)]
    public int OpeningDecisions { get; init; } = 16;

    /// <summary>Temperature of the opening decisions. Default 1.</summary>
    [Range(0.05, 10.0)]
    public double OpeningTemperature { get; init; } = 1.0;

    /// <summary>Temperature of the later decisions. Default 0.25: nearly always the most visited move.</summary>
    [Range(0.05, 10.0)]
    public double LateTemperature { get; init; } = 0.25;

    /// <summary>
    /// Plies after which a game is cut off, marked, and judged by progress. Default: <see cref="PlyLimit"/> of the configuration.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? MaxPlies { get; init; }

    /// <summary>Plies after which a game is really cut off.</summary>
    internal int EffectiveMaxPlies => MaxPlies ?? PlyLimit.For(Rules.Config);

    /// <summary>Constants of the search.</summary>
    [Required]
    public SearchOptions Search { get; init; } = new();

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ValidationException">Names the option and its range.</exception>
    public void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Validator.ValidateObject(Search, new ValidationContext(Search), validateAllProperties: true);
        if (FirstGame >= Games)
        {
            throw new ValidationException($"FirstGame {FirstGame} leaves nothing of {Games} games to play.");
        }
    }
}
