using System.ComponentModel.DataAnnotations;
using RingRift.Learning.Players;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>Whom a candidate meets, and how often; section <c>Pipeline</c>.</summary>
public sealed class EvaluationOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>Openings of one match job; each is played once from every seat. Default 5.</summary>
    [Range(1, 10_000)]
    public int PairsPerChunk { get; set; } = 5;

    /// <summary>Openings of a candidate against the network that plays, before it plays itself. Default 5.</summary>
    [Range(1, 10_000)]
    public int PairsAgainstGenerator { get; set; } = 5;

    /// <summary>Score against the network that plays, from which a candidate plays itself. Default 0.35: it keeps out what is broken, and proves nothing.</summary>
    [Range(0.0, 1.0)]
    public double GeneratorFloor { get; set; } = 0.35;

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

    /// <summary>Fixed opponents: <c>random</c>, <c>greedy</c>, <c>heuristic</c>, <c>alpha-beta-N</c> of depth N, <c>uct-N</c> with N rollouts for each decision, separated by blanks. Default <c>random heuristic uct-64</c>.</summary>
    [Required]
    public string Baselines { get; set; } = "random heuristic uct-64";

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
        if (chunks + (PairsAgainstPast > 0 ? 1 : 0) > PipelineOptions.MaxJobsPerStage)
        {
            yield return new ValidationResult(
                $"PairsPerChunk: {PairsPerChunk} makes {chunks} match jobs; one commit holds {PipelineOptions.MaxJobsPerStage} events, one of which tells the past opponent.",
                [nameof(PairsPerChunk)]);
        }
    }

    private int Chunks(int pairs) => (pairs + PairsPerChunk - 1) / PairsPerChunk;
}
