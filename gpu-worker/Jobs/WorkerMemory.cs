using System.Globalization;
using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// How much memory the jobs of a worker take, estimated from its settings for one config, and whether a machine has it (ADR 0030). A job's
/// samples are not in memory and do not count.
/// </summary>
internal static class WorkerMemory
{
    /// <summary>Runtime, native libraries and what they keep for themselves.</summary>
    public const long BaseBytes = 450L << 20;

    // Of each layer's output: itself, what is kept of it for the way back, and its gradient.
    private const int CopiesOfOutput = 3;

    // Outputs of a residual block: two convolutions, two activations, one sum.
    private const int OutputsPerBlock = 5;

    // Logits, mask, masked logits and log-softmax, and the gradients of three of them.
    private const int CopiesOfPolicy = 7;

    // Weights, gradient, two moments, average, and a checkpoint of four of them in memory while it is written.
    private const int CopiesOfWeights = 13;

    /// <summary>Bytes that training takes at most.</summary>
    public static long OfTraining(TrainingOptions options, GameConfig config)
    {
        var spec = NetworkSpec.For(config, options.Blocks, options.Channels);
        var outputs = (long)options.Channels * OutputsPerBlock * (options.Blocks + 1);
        var heads = (long)spec.PolicyChannels + spec.ValueChannels;
        var row = ((outputs + heads + spec.Planes) * CopiesOfOutput * spec.Area) + ((long)CopiesOfPolicy * spec.Actions);
        var weights = spec.WeightShapes().Sum(shape => shape.Shape.Aggregate(1L, (product, size) => product * size));
        return BaseBytes + (sizeof(float) * ((row * options.BatchSize) + (weights * CopiesOfWeights)));
    }

    /// <summary>Bytes that self-play takes at most, with a network of the default shape or with rollouts.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="config">The config played.</param>
    /// <param name="games">Games of the job.</param>
    public static long OfSelfPlay(SelfPlayJobOptions options, GameConfig config, int games)
    {
        var plan = SelfPlayPlan.For(options, EvaluatorProvider.Cpu, games);
        var spec = NetworkSpec.For(config);
        var row = PositionEncoder.For(config).Size + (2L * spec.Actions) + ((long)OutputsPerBlock * spec.Channels * spec.Area);
        var networks = plan.ShareNetwork ? 2L : plan.Threads;
        return BaseBytes
            + ((long)plan.Threads * plan.GamesPerThread * GameSizes.SearchBytes(config, options.FullVisits))
            + (networks * plan.MaxBatch * row * sizeof(float))
            + (games * GameSizes.RecordBytes(config, options.FullVisits, options.FullShare));
    }

    /// <summary>Why training does not fit, with setting, value and bound; null when it does.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="config">The config trained.</param>
    /// <param name="memory">Bytes that the machine gives this process.</param>
    public static string? WhyNoTraining(TrainingOptions options, GameConfig config, long memory)
    {
        const string Setting = $"{TrainingOptions.Section}:{nameof(TrainingOptions.BatchSize)}";
        var mostRows = Array.MaxLength / PositionEncoder.For(config).Size;
        if (options.BatchSize > mostRows)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Setting}: {options.BatchSize} rows of {config} do not fit one array; {mostRows} is the most.");
        }

        var needed = OfTraining(options, config);
        return needed <= memory ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{Setting}: {options.BatchSize} rows of {config} with {options.Blocks} blocks (Blocks) of {options.Channels} channels (Channels) "
            + $"take about {needed} bytes; this machine has {memory}.");
    }

    /// <summary>Why self-play does not fit, with settings, values and bound; null when it does.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="config">The config played.</param>
    /// <param name="games">Games of the job.</param>
    /// <param name="memory">Bytes that the machine gives this process.</param>
    public static string? WhyNoSelfPlay(SelfPlayJobOptions options, GameConfig config, int games, long memory)
    {
        var mostPlies = SampleSizes.MostRows(config, SampleSizes.MostArrayBytes);
        if (options.MaxPlies > mostPlies)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{SelfPlayJobOptions.Section}:{nameof(SelfPlayJobOptions.MaxPlies)}: the rows of {options.MaxPlies} plies of {config} "
                + $"do not fit one sample file; {mostPlies} is the most.");
        }

        var needed = OfSelfPlay(options, config, games);
        var plan = SelfPlayPlan.For(options, EvaluatorProvider.Cpu, games);
        return needed <= memory ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{SelfPlayJobOptions.Section}:{nameof(SelfPlayJobOptions.FullVisits)}: {options.FullVisits} visits in each of {plan.Threads} x {plan.GamesPerThread} games "
            + $"of {config} at once (Threads, ConcurrentGames) in batches of {plan.MaxBatch} (MaxBatch) and {games} finished games take about {needed} bytes; "
            + $"this machine has {memory}.");
    }
}
