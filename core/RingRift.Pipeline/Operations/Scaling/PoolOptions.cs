using System.ComponentModel.DataAnnotations;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>How the workers of one kind of work are scaled; sections <c>Scaler:Selfplay</c> and <c>Scaler:Training</c>.</summary>
public sealed class PoolOptions : IValidatableObject
{
    /// <summary>Workers that are kept without work. Default 0: nothing waits for nothing.</summary>
    [Range(0, 10_000)]
    public int Minimum { get; set; }

    /// <summary>Most workers, whatever waits. Default 10; 1 for training.</summary>
    [Range(0, 10_000)]
    public int Maximum { get; set; } = 10;

    /// <summary>
    /// Time within which what waits is to be done. Default 1 min: an iteration waits for its last job, which is dearer than machines that
    /// wait between iterations (docs/scale.md).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time of a job while none was measured. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan JobTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Least time between two increases: machines need it to show what they do. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleOutCooldown { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Time for which fewer workers must have been enough before some are taken away. Default 10 min: longer than a machine of the other
    /// kind takes to start, or self-play and training would lose their machines in turn while each waits for the other's to start
    /// (docs/scale.md).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleInCooldown { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Part of the daily GPU-hours that only this kind may use. Default 0.5; 0.2 for training.</summary>
    [Range(0.0, 1.0)]
    public double ReservedShare { get; set; } = 0.5;

    /// <summary>GPUs of one worker. Default 1.</summary>
    [Range(1, 16)]
    public int GpusPerWorker { get; set; } = 1;

    /// <summary>The defaults of training.</summary>
    public static PoolOptions ForTraining() => new() { Maximum = 1, ReservedShare = 0.2 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Minimum > Maximum)
        {
            yield return new ValidationResult($"Minimum: {Minimum} must not be more than Maximum {Maximum}.", [nameof(Minimum)]);
        }
    }
}
