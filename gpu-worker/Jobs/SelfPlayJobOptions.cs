using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Game.Playouts;
using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Jobs;

/// <summary>How a worker plays self-play games (configuration section <c>SelfPlay</c>).</summary>
public sealed record SelfPlayJobOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "SelfPlay";

    /// <summary>Threads that play, each with its own evaluator; 0 for one per processor core. Default 0.</summary>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>Games in lockstep on each thread: the batch size. Default 32.</summary>
    [Range(1, 4096)]
    public int ConcurrentGames { get; init; } = 32;

    /// <summary>Root visits of a full search, whose result becomes a sample. Default 64.</summary>
    [Range(2, 1_000_000)]
    public int FullVisits { get; init; } = 64;

    /// <summary>Root visits of a fast search, which only chooses a move. Default 16.</summary>
    [Range(2, 1_000_000)]
    public int FastVisits { get; init; } = 16;

    /// <summary>Part of the decisions that get a full search. Default 1/3.</summary>
    [Range(0.01, 1.0)]
    public double FullShare { get; init; } = 1.0 / 3;

    /// <summary>Decisions of a game whose move is drawn by visits. Default 16.</summary>
    [Range(0, 100_000)]
    public int OpeningDecisions { get; init; } = 16;

    /// <summary>Plies after which a game is cut off. Default: <see cref="PlyLimit"/> of the configuration.</summary>
    [Range(1, 1_000_000)]
    public int? MaxPlies { get; init; }

    /// <summary>Random games for each leaf where there is no network yet. Default 1.</summary>
    [Range(1, 1000)]
    public int Rollouts { get; init; } = 1;

    /// <summary>Games between two checkpoints: about what a crash loses. Default 24.</summary>
    [Range(1, 1_000_000)]
    public int CheckpointGames { get; init; } = 24;

    /// <summary>Whether networks run on CUDA where it works. Default true; matters only in a GPU build.</summary>
    public bool UseCuda { get; init; } = true;

    /// <summary>Threads that really play.</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>The games <paramref name="first"/> up to <paramref name="end"/> of a job.</summary>
    public SelfPlayOptions For(GameConfig config, ulong seed, int first, int end) => new()
    {
        Rules = GameRules.For(config),
        Seed = seed,
        FirstGame = first,
        Games = end,
        ConcurrentGames = ConcurrentGames,
        FullVisits = FullVisits,
        FastVisits = FastVisits,
        FullShare = FullShare,
        OpeningDecisions = OpeningDecisions,
        MaxPlies = MaxPlies,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FastVisits > FullVisits)
        {
            yield return new ValidationResult($"FastVisits {FastVisits} is above FullVisits {FullVisits}.", [nameof(FastVisits), nameof(FullVisits)]);
        }
    }
}
