using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>How a worker takes and holds jobs (configuration section <c>Worker</c>).</summary>
public sealed record WorkerOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>
    /// Name shown to people; empty for the machine's name. A process id and a random part are added, so that no two processes share a
    /// lease.
    /// </summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Which jobs it takes. Default <see cref="WorkerJobs.All"/>.</summary>
    [EnumDataType(typeof(WorkerJobs))]
    public WorkerJobs Jobs { get; init; } = WorkerJobs.All;

    /// <summary>
    /// Configs whose jobs must fit this machine, separated by blanks; empty: at least one of the twelve must. It takes jobs of the others
    /// too. Default empty.
    /// </summary>
    public string Configs { get; init; } = string.Empty;

    /// <summary>
    /// How long a job stays held without a sign of life, in seconds: the time until another worker goes on after a crash. Default 30.
    /// </summary>
    [Range(3, 3600)]
    public double LeaseSeconds { get; init; } = 30;

    /// <summary>Pause between two looks into empty queues, in seconds. Default 1.</summary>
    [Range(0.05, 60)]
    public double PollSeconds { get; init; } = 1;

    /// <summary>Time between two heartbeats, in seconds. Default 2.</summary>
    [Range(0.1, 300)]
    public double HeartbeatSeconds { get; init; } = 2;

    /// <summary>Errors after which a job is given up. Default 3.</summary>
    [Range(1, 100)]
    public int MaxFailures { get; init; } = 3;

    /// <summary>
    /// Claims after which a job is given up, those given back by a stopping worker not counted: one that kills its worker never gets as far
    /// as an error. Default 20.
    /// </summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; init; } = 20;

    /// <summary>Pause before a failed job is tried again, in seconds, times the failures so far. Default 5.</summary>
    [Range(0, 3600)]
    public double RetrySeconds { get; init; } = 5;

    /// <summary>
    /// The most time from being told to stop to the end, in seconds: last checkpoint, giving the job back, acknowledging. Default 20; an
    /// evicted machine has at least 30.
    /// </summary>
    [Range(1, 600)]
    public double DrainSeconds { get; init; } = 20;

    /// <summary>Minutes without a job after which the worker ends, so that its machine can be given back; 0 for never. Default 0.</summary>
    [Range(0, 10_080)]
    public double IdleMinutes { get; init; }

    /// <summary>The configs of <see cref="Configs"/>; unknown names are left out.</summary>
    public IReadOnlyList<GameConfig> NamedConfigs => [.. GameConfig.All.Where(config => ConfigNames.Contains(config.Name))];

    /// <summary>The lease.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>Time between two renewals: a third of the lease, so that two may fail.</summary>
    public TimeSpan RenewEvery => Lease / 3;

    /// <summary>The drain time.</summary>
    public TimeSpan Drain => TimeSpan.FromSeconds(DrainSeconds);

    /// <summary>The part of the drain time in which a last checkpoint may be written.</summary>
    public TimeSpan LastCheckpoint => Drain / 4;

    /// <summary>The part of the drain time in which a job may be given back.</summary>
    public TimeSpan GiveBack => Drain / 2;

    /// <summary>The longest a worker waits for a job; null for without end.</summary>
    public TimeSpan? LongestIdle => IdleMinutes > 0 ? TimeSpan.FromMinutes(IdleMinutes) : null;

    private string[] ConfigNames => Configs.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether it takes jobs from a queue.</summary>
    public bool Takes(string queue) => Jobs switch
    {
        WorkerJobs.SelfPlay => queue == JobQueues.Selfplay,
        WorkerJobs.Training => queue == JobQueues.Training,
        _ => true,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => ConfigNames
        .Where(name => !GameConfig.TryParse(name, out _))
        .Select(name => new ValidationResult(
            $"Configs: '{name}' is none of {string.Join(", ", GameConfig.All.Select(config => config.Name))}.", [nameof(Configs)]));
}
