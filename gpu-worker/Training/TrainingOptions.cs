using System.ComponentModel.DataAnnotations;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// How a network is trained (configuration section <c>Training</c>). The defaults suit one processor core and <c>hex8_2p</c>; see ADR 0006.
/// </summary>
public sealed record TrainingOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Training";

    /// <summary>Residual blocks of a new network. Default 4.</summary>
    [Range(1, 80)]
    public int Blocks { get; init; } = 4;

    /// <summary>Channels of a new network. Default 32.</summary>
    [Range(1, 1024)]
    public int Channels { get; init; } = 32;

    /// <summary>Rows of one optimiser step. Default 128: on small windows more, smaller steps taught more for the same time.</summary>
    [Range(1, 65536)]
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// How often one job shows each row of its window to the network. Default 4; a row stays in the window for several jobs.
    /// </summary>
    [Range(0.01, 1000.0)]
    public double Epochs { get; init; } = 4;

    /// <summary>The fewest steps of a job, however small its window. Default 100.</summary>
    [Range(1, 10_000_000)]
    public int MinSteps { get; init; } = 100;

    /// <summary>The most steps of a job. Default 2500.</summary>
    [Range(1, 10_000_000)]
    public int MaxSteps { get; init; } = 2500;

    /// <summary>Highest learning rate of AdamW. Default 0.002.</summary>
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Learning rate at the end as a part of the highest. Default 0.05.</summary>
    [Range(0.0, 1.0)]
    public double FinalLearningRateShare { get; init; } = 0.05;

    /// <summary>Part of the steps in which the learning rate rises. Default 0.05.</summary>
    [Range(0.0, 0.9)]
    public double WarmupShare { get; init; } = 0.05;

    /// <summary>Decoupled weight decay, of weights and not of biases. Default 0.01.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Longest gradient (Euclidean norm over all weights); longer ones are shortened to it. Default 2.</summary>
    [Range(1e-6, 1e6)]
    public double GradientClip { get; init; } = 2;

    /// <summary>Weight of the value loss beside the policy loss. Default 1.</summary>
    [Range(0.0, 100.0)]
    public double ValueWeight { get; init; } = 1;

    /// <summary>What the moving average of the weights keeps in each step; the average is what is exported. Default 0.995.</summary>
    [Range(0.0, 0.99999)]
    public double AverageDecay { get; init; } = 0.995;

    /// <summary>Part of the games held out for validation. Default 0.05.</summary>
    [Range(0.0, 0.5)]
    public double ValidationShare { get; init; } = 0.05;

    /// <summary>The most validation rows measured. Default 4096.</summary>
    [Range(1, 1_000_000)]
    public int MaxValidationRows { get; init; } = 4096;

    /// <summary>Steps between two checkpoints of a job. Default 250.</summary>
    [Range(1, 1_000_000)]
    public int CheckpointSteps { get; init; } = 250;

    /// <summary>Threads of one tensor operation. Default 1.</summary>
    [Range(1, 256)]
    public int Threads { get; init; } = 1;

    /// <summary>Whether CUDA is used where LibTorch finds it. Default true.</summary>
    public bool UseCuda { get; init; } = true;

    /// <summary>Optimiser steps for a window of <paramref name="rows"/> rows.</summary>
    public int StepsFor(int rows) => StepsThatDraw(rows * Epochs);

    /// <summary>The recipe with as many steps, within its bounds, as draw <paramref name="rows"/> rows in all, repeats counted.</summary>
    public TrainingOptions Drawing(long rows) => this with { MinSteps = StepsThatDraw(rows), MaxSteps = StepsThatDraw(rows) };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinSteps > MaxSteps)
        {
            yield return new ValidationResult($"MinSteps {MinSteps} is above MaxSteps {MaxSteps}.", [nameof(MinSteps), nameof(MaxSteps)]);
        }
    }

    private int StepsThatDraw(double rows) => (int)Math.Clamp(Math.Ceiling(rows / BatchSize), MinSteps, MaxSteps);
}
