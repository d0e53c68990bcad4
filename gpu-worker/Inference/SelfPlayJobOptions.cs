using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Game.Playouts;
using RingRift.Learning.Inference;
using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Inference;

/// <summary>How a worker plays self-play games (configuration section <c>SelfPlay</c>).</summary>
public sealed record SelfPlayJobOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "SelfPlay";

    /// <summary>Threads that play; 0 for one per processor core. Default 0.</summary>
    [Range(0, 256)]
    public int Threads { get; init; }

    /// <summary>
    /// Games in lockstep on each thread; 0 for 32 where each thread has a network of its own, and for 256 on all threads together where
    /// they share one (at least 32 each). Default 0.
    /// </summary>
    [Range(0, 4096)]
    public int ConcurrentGames { get; init; }

    /// <summary>
    /// The most positions of a call of the network; 0 for the games of a thread, or for half of all games where threads share a network.
    /// Default 0.
    /// </summary>
    [Range(0, 4096)]
    public int MaxBatch { get; init; }

    /// <summary>
    /// Whether all threads share one network. Default: on a device, where one large batch is cheap, and not on a processor (ADR 0022).
    /// </summary>
    public bool? ShareNetwork { get; init; }

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

    /// <summary>
    /// Where networks compute. Default <see cref="EvaluatorProvider.Auto"/>; the others are replaced only where the self-test finds them
    /// wrong.
    /// </summary>
    [EnumDataType(typeof(EvaluatorProvider))]
    public EvaluatorProvider Provider { get; init; } = EvaluatorProvider.Auto;

    /// <summary>
    /// How far ONNX Runtime may rewrite networks. Default: all the way; the self-test lowers it where that computes wrongly.
    /// </summary>
    [EnumDataType(typeof(OnnxOptimization))]
    public OnnxOptimization Optimization { get; init; } = OnnxOptimization.All;

    /// <summary>CUDA device number. Default 0.</summary>
    [Range(0, 1023)]
    public int CudaDevice { get; init; }

    /// <summary>Whether TensorRT may compute with half precision. Default false.</summary>
    public bool Fp16 { get; init; }

    /// <summary>Folder where TensorRT keeps its engines. Default: none, so that every job builds its own.</summary>
    public string? EngineCache { get; init; }

    /// <summary>Threads that really play.</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>How the networks of jobs are run.</summary>
    /// <param name="maxBatch">The most positions of a call.</param>
    public OnnxEvaluatorOptions Network(int maxBatch) => new()
    {
        Provider = Provider,
        Optimization = Optimization,
        CudaDevice = CudaDevice,
        Fp16 = Fp16,
        EngineCache = EngineCache,
        MaxBatch = maxBatch,
    };

    /// <summary>The games <paramref name="first"/> up to <paramref name="end"/> of a job.</summary>
    /// <param name="config">Their configuration.</param>
    /// <param name="seed">Seed of the job.</param>
    /// <param name="first">First game.</param>
    /// <param name="end">The game after the last.</param>
    /// <param name="concurrentGames">Games in lockstep, at least 1.</param>
    public SelfPlayOptions For(GameConfig config, ulong seed, int first, int end, int concurrentGames) => new()
    {
        Rules = GameRules.For(config),
        Seed = seed,
        FirstGame = first,
        Games = end,
        ConcurrentGames = concurrentGames,
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
            yield return new ValidationResult(
                $"FastVisits {FastVisits} is above FullVisits {FullVisits}.", [nameof(FastVisits), nameof(FullVisits)]);
        }

        foreach (var broken in TensorRTRules.Check(Provider, Fp16, EngineCache))
        {
            yield return broken;
        }
    }
}
