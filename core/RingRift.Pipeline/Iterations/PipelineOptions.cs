using System.ComponentModel.DataAnnotations;
using RingRift.Eventing.Aggregates;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Samples;

namespace RingRift.Pipeline.Iterations;

/// <summary>
/// How much of everything an iteration does; section <c>Pipeline</c>. The defaults give <c>hex8_2p</c> on two cores an iteration of about
/// four minutes. Dependent values are checked against each other at start (K22).
/// </summary>
public sealed class PipelineOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Pipeline";

    /// <summary>Most events one commit may hold; shards and match chunks are each requested in one commit.</summary>
    public const int MaxJobsPerStage = CommitLimits.MostEvents;

    /// <summary>Most sample files of an iteration, and of a window: a command names them all, and an event holds 47 KiB.</summary>
    public const int MostSampleFiles = 256;

    /// <summary>Iterations of a config whose games are played at the same time. Default 4: one for each of two workers, and one each that waits for it.</summary>
    [Range(1, 10_000)]
    public int Lanes { get; set; } = 4;

    /// <summary>Self-play jobs of an iteration, whose games go on together. Default 1.</summary>
    [Range(1, MaxJobsPerStage)]
    public int ShardsPerIteration { get; set; } = 1;

    /// <summary>Games of a job that plays with a network. Default 40: half a minute of one core.</summary>
    [Range(1, 1_000_000)]
    public int GamesPerShard { get; set; } = 40;

    /// <summary>Games of a job that plays with rollouts, before there is a network: they are several times faster. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int FirstGamesPerShard { get; set; } = 100;

    /// <summary>Rows that make the first training due. Default 60,000: a first network that beats chance soon is worth more than a better one later.</summary>
    [Range(1, 1_000_000_000)]
    public long FirstTrainingRows { get; set; } = 60_000;

    /// <summary>New rows that make a further training due. Default 20,000.</summary>
    [Range(1, 1_000_000_000)]
    public long RowsPerTraining { get; set; } = 20_000;

    /// <summary>How often the trainings draw each row, all windows that it is in taken together. Default 8.</summary>
    [Range(0.1, 1000)]
    public double RowUses { get; set; } = 8;

    /// <summary>Rows up to which a training sees all there are; of more it sees a part that grows more slowly than they do (ADR 0035). Default 150,000.</summary>
    [Range(1, 1_000_000_000)]
    public long WindowRows { get; set; } = 150_000;

    /// <summary>Whether the network of an iteration, the rows of a training and its start follow from numbers alone and not from time, so that a run can be repeated. Default false.</summary>
    public bool Lockstep { get; set; }

    /// <summary>In lockstep: iterations from a candidate's own to the first that may play with it. Default 8.</summary>
    [Range(1, 100_000)]
    public int LockstepLag { get; set; } = 8;

    /// <summary>Openings of a candidate against the network that plays, before it plays itself. Default 5.</summary>
    [Range(1, 10_000)]
    public int PairsAgainstGenerator { get; set; } = 5;

    /// <summary>Score against the network that plays, from which a candidate plays itself. Default 0.35: it keeps out what is broken, and proves nothing.</summary>
    [Range(0.0, 1.0)]
    public double GeneratorFloor { get; set; } = 0.35;

    /// <summary>
    /// The most bytes of one array of a sample file, uncompressed; more rows go to further files, except that a game stays whole. Default 512 MiB, at most 1 GiB:
    /// an export holds the games and targets of one file in memory.
    /// </summary>
    [Range(1 << 16, SampleSizes.MostArrayBytes)]
    public long SampleFileBytes { get; set; } = 1L << 29;

    /// <summary>Part of the value target that is the game's outcome; the rest is the search's value. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public float OutcomeWeight { get; set; } = 0.5f;

    /// <summary>Bounds that samples must keep to be trained on.</summary>
    [Required]
    public QualityGateOptions Quality { get; set; } = new();

    /// <summary>Openings of one match job; each is played once from every seat. Default 5.</summary>
    [Range(1, 10_000)]
    public int PairsPerChunk { get; set; } = 5;

    /// <summary>Openings against the champion. Default 60: by simulation a candidate of true score 0.65 then passes 94 times in 100, an equal one 4 times.</summary>
    [Range(1, 10_000)]
    public int PairsAgainstChampion { get; set; } = 60;

    /// <summary>Openings against each baseline. Default 25.</summary>
    [Range(1, 10_000)]
    public int PairsAgainstBaseline { get; set; } = 25;

    /// <summary>
    /// Openings against one past champion, chosen anew for each candidate (ADR 0014); not part of the gate. Default 10, which makes an evaluation about a
    /// tenth longer; 0 for none.
    /// </summary>
    [Range(0, 10_000)]
    public int PairsAgainstPast { get; set; } = 10;

    /// <summary>Search budget of networks in matches, in visits for each decision. Default 64, that of self-play (K24).</summary>
    [Range(2, 1_000_000)]
    public int MatchSimulations { get; set; } = 64;

    /// <summary>Fixed opponents: <c>random</c>, <c>heuristic</c>, <c>uct-N</c> with N rollouts for each decision, separated by blanks. Default <c>random heuristic uct-64</c>.</summary>
    [Required]
    public string Baselines { get; set; } = "random heuristic uct-64";

    /// <summary>One-sided confidence that the candidate is better which the gate asks for. Default 0.95.</summary>
    [Range(0.5, 0.9999)]
    public double PromotionConfidence { get; set; } = 0.95;

    /// <summary>Last iteration; null to go on until stopped.</summary>
    [Range(1, 1_000_000)]
    public int? MaxIterations { get; set; }

    /// <summary>Iterations in a row that may end without a candidate before the run stops. Default 3.</summary>
    [Range(1, 1000)]
    public int MaxFailuresInARow { get; set; } = 3;

    /// <summary>Seed of the run.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Names of the baselines, one by one.</summary>
    public IReadOnlyList<string> BaselineNames() => Baselines.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var names = BaselineNames();
        foreach (var name in names.Where(name => !Baseline.IsKnown(name)))
        {
            yield return new ValidationResult($"Baselines: '{name}' is none of {Baseline.Known}.", [nameof(Baselines)]);
        }

        if (!names.Contains(Baseline.Random) || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            yield return new ValidationResult($"Baselines: '{Baselines}' must name '{Baseline.Random}', which the first champion has to beat, and none twice.", [nameof(Baselines)]);
        }

        var chunks = Chunks(PairsAgainstGenerator) + Chunks(PairsAgainstChampion) + Chunks(PairsAgainstPast) + (names.Count * Chunks(PairsAgainstBaseline));
        if (chunks + (PairsAgainstPast > 0 ? 1 : 0) > MaxJobsPerStage)
        {
            yield return new ValidationResult(
                $"PairsPerChunk: {PairsPerChunk} makes {chunks} match jobs; one commit holds {MaxJobsPerStage} events, one of which tells the past opponent.",
                [nameof(PairsPerChunk)]);
        }

        if (PairsAgainstChampion < 10 && PromotionConfidence >= 0.95)
        {
            yield return new ValidationResult(
                $"PairsAgainstChampion: {PairsAgainstChampion} pairs can hardly reach a confidence of {PromotionConfidence}; at least 10 are needed.",
                [nameof(PairsAgainstChampion)]);
        }

        // What fits some configs and not others is refused when a run of the others is started.
        if (ShardsPerIteration > 0 && PairsPerChunk > 0 && GameConfig.All.All(config => IterationSizes.WhyTooLarge(this, config) is not null))
        {
            yield return new ValidationResult(IterationSizes.WhyTooLarge(this, GameConfig.All[0]));
        }

        var quality = new List<ValidationResult>();
        Validator.TryValidateObject(Quality, new ValidationContext(Quality), quality, validateAllProperties: true);
        foreach (var result in quality)
        {
            yield return new ValidationResult($"Quality: {result.ErrorMessage}", [nameof(Quality)]);
        }
    }

    private int Chunks(int pairs) => (pairs + PairsPerChunk - 1) / PairsPerChunk;
}

/// <summary>A name that is none of the twelve configs.</summary>
/// <param name="name">The name.</param>
public sealed class UnknownConfigException(string? name)
    : ArgumentException($"'{name}' is no config; there are {string.Join(", ", GameConfig.All.Select(config => config.Name))}");
