using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Iterations;

/// <summary>A time for each stage.</summary>
public sealed class StageTimes
{
    private const string Shortest = "00:00:01";
    private const string Longest = "30.00:00:00";

    /// <summary>For <see cref="IterationStage.SelfPlay"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    [ConfigurationKeyName("Selfplay")]
    public TimeSpan SelfPlay { get; set; }

    /// <summary>For <see cref="IterationStage.Sync"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Sync { get; set; }

    /// <summary>For <see cref="IterationStage.Export"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Export { get; set; }

    /// <summary>For <see cref="IterationStage.Gate"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Gate { get; set; }

    /// <summary>For <see cref="IterationStage.Training"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Training { get; set; }

    /// <summary>For <see cref="IterationStage.Evaluation"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Evaluation { get; set; }

    /// <summary>For <see cref="IterationStage.Promotion"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Promotion { get; set; }

    /// <summary>For <see cref="IterationStage.Distribution"/>.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Distribution { get; set; }

    /// <summary>For <see cref="IterationStage.Finished"/>: until the next iteration begins.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Finished { get; set; }

    /// <summary>The time of a stage.</summary>
    public TimeSpan Of(IterationStage stage) => stage switch
    {
        IterationStage.SelfPlay => SelfPlay,
        IterationStage.Sync => Sync,
        IterationStage.Export => Export,
        IterationStage.Gate => Gate,
        IterationStage.Training => Training,
        IterationStage.Evaluation => Evaluation,
        IterationStage.Promotion => Promotion,
        IterationStage.Distribution => Distribution,
        IterationStage.Finished => Finished,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "no such stage"),
    };

    /// <summary>What is wrong with the times, each line naming stage and rule.</summary>
    public IEnumerable<ValidationResult> Faults(string member)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true);
        return faults.Select(fault => new ValidationResult($"{member}: {fault.ErrorMessage}", [member]));
    }
}
