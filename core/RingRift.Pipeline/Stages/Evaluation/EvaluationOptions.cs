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

    /// <summary>
    /// Openings against the champion at most, and before the first against random play: a candidate that the test of the gate has not accepted by then is refused.
    /// Default 400: a candidate 50 Elo stronger is then accepted about 94 times in 100 (ADR 0038).
    /// </summary>
    [Range(1, 10_000)]
    public int PairsAgainstChampion { get; set; } = 400;

    /// <summary>Match jobs against the champion that are asked for ahead of the verdict, so that no core waits for the one before. Default 3.</summary>
    [Range(1, PipelineOptions.MaxJobsPerStage)]
    public int ChunksAhead { get; set; } = 3;

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

        foreach (var fault in ChunkFaults(names.Count))
        {
            yield return new ValidationResult(fault, [nameof(PairsPerChunk)]);
        }
    }

    /// <summary>
    /// Openings against the champion that are asked for at first. Those of the check against the network that plays are among them, because
    /// the champion may be that network.
    /// </summary>
    public int FirstPairsAgainstChampion() =>
        Math.Min(PairsAgainstChampion, PairsPerChunk * Math.Max(ChunksAhead, Chunks(PairsAgainstGenerator)));

    private IEnumerable<string> ChunkFaults(int baselines)
    {
        if (PairsAgainstChampion % PairsPerChunk != 0)
        {
            yield return $"PairsAgainstChampion: {PairsAgainstChampion} must be a multiple of PairsPerChunk, {PairsPerChunk}.";
        }

        // The first commit may tell a past opponent and a network that plays, the one that asks for baselines a network that plays.
        var first = Chunks(PairsAgainstGenerator) + Chunks(FirstPairsAgainstChampion()) + Chunks(PairsAgainstPast) + (PairsAgainstPast > 0 ? 2 : 1);
        var most = new[] { first, (baselines * Chunks(PairsAgainstBaseline)) + 1, Chunks(PairsAgainstChampion) }.Max();
        if (most > PipelineOptions.MaxJobsPerStage)
        {
            yield return $"PairsPerChunk: {PairsPerChunk} makes {most} match jobs or events at a time; {PipelineOptions.MaxJobsPerStage} is the most, "
                + "of one commit and against one opponent.";
        }
    }

    private int Chunks(int pairs) => (pairs + PairsPerChunk - 1) / PairsPerChunk;
}
