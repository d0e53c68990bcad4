using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// How many GPU workers there may be and what they may use; section <c>Scaler</c>. It is at work only where an adapter brings worker pools.
/// </summary>
public sealed class ScalerOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Scaler";

    /// <summary>GPU-hours that all workers together may use in a UTC day; then they are stopped until the next. Default 48.</summary>
    [Range(0.1, 1_000_000)]
    public double DailyGpuHours { get; set; } = 48;

    /// <summary>
    /// Part of <see cref="DailyGpuHours"/> from which people are told. Default 0.75: less than self-play alone may use beside what is
    /// reserved for training.
    /// </summary>
    [Range(0.01, 1.0)]
    public double AlertShare { get; set; } = 0.75;

    /// <summary>
    /// Time a new worker must be able to run within the budget; below it none is added. Default 15 min: it starts for some minutes before
    /// it works.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan MinimumRun { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Running time of all workers that must be left of the budget, or they are stopped. Default 3 min, several looks and the time machines
    /// take to end, so that the day's budget is kept and not merely noticed.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:30", "01:00:00")]
    public TimeSpan StopMargin { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The self-play workers.</summary>
    [Required]
    [ConfigurationKeyName("Selfplay")]
    public PoolOptions SelfPlay { get; set; } = new();

    /// <summary>The training workers.</summary>
    [Required]
    public PoolOptions Training { get; set; } = PoolOptions.ForTraining();

    /// <summary>The options of a kind's workers.</summary>
    public PoolOptions Of(WorkKind kind) => kind == WorkKind.Training ? Training : SelfPlay;

    /// <summary>GPU-hours of a day that only this kind may use.</summary>
    public double ReservedHours(WorkKind kind) => DailyGpuHours * Of(kind).ReservedShare;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var reserved = WorkKinds.All.Sum(kind => Of(kind).ReservedShare);
        if (reserved > 1)
        {
            yield return new ValidationResult(
                $"ReservedShare: {string.Join(" and ", WorkKinds.All.Select(kind => Of(kind).ReservedShare))} must not be more than 1 together.", [nameof(PoolOptions.ReservedShare)]);
        }

        if (StopMargin > MinimumRun)
        {
            yield return new ValidationResult(
                $"StopMargin: {StopMargin} must not be longer than MinimumRun {MinimumRun}, or new workers would be stopped at once.",
                [nameof(StopMargin)]);
        }

        foreach (var kind in WorkKinds.All)
        {
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(Of(kind), new ValidationContext(Of(kind)), faults, validateAllProperties: true);
            foreach (var fault in faults)
            {
                yield return new ValidationResult($"{WorkKinds.SettingOf(kind)}: {fault.ErrorMessage}", [WorkKinds.SettingOf(kind)]);
            }
        }
    }
}
