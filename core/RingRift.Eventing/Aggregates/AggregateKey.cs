using System.Globalization;

namespace RingRift.Eventing.Aggregates;

/// <summary>Names one unit of consistency: one table partition with its state, inbox and outbox.</summary>
/// <param name="Value">Partition key: letters, digits, '_', '-' and '.'.</param>
public readonly record struct AggregateKey(string Value)
{
    /// <summary>The iteration of a config.</summary>
    public static AggregateKey Iteration(string config, int iteration) =>
        new(string.Create(CultureInfo.InvariantCulture, $"iteration.{config}.{iteration:D6}"));

    /// <summary>What the iterations of a config share: who plays, the rows there are, who trains and who is measured.</summary>
    public static AggregateKey Learner(string config) => new($"learner.{config}");

    /// <summary>The past champions of a config as opponents.</summary>
    public static AggregateKey Opponents(string config) => new($"opponents.{config}");

    /// <summary>The watch over a config's champion, its regressions and rollbacks.</summary>
    public static AggregateKey Regression(string config) => new($"regression.{config}");

    /// <summary>A job of a worker or function.</summary>
    public static AggregateKey Job(string jobId) => new($"job.{jobId}");

    /// <summary>A daemon.</summary>
    public static AggregateKey Daemon(string name) => new($"daemon.{name}");

    /// <summary>The pauses of a config, or of all.</summary>
    public static AggregateKey Pauses(string scope) => new($"pauses.{scope}");

    /// <summary>The back-pressure of the queues.</summary>
    public static AggregateKey BackPressure() => new("back-pressure");

    /// <summary>How far deliveries are audited.</summary>
    public static AggregateKey DeliveryAudit() => new("delivery-audit");

    /// <summary>How far stored artifacts are swept.</summary>
    public static AggregateKey ArtifactSweep() => new("artifact-sweep");

    /// <summary>The clock as all processes have seen it.</summary>
    public static AggregateKey Clock() => new("clock");

    /// <summary>The scaler's decisions and the GPU-hours of all workers.</summary>
    public static AggregateKey Scaler() => new("scaler");

    /// <summary>What was sent again for an iteration of a config.</summary>
    public static AggregateKey Reconciliation(string config, int iteration) =>
        new(string.Create(CultureInfo.InvariantCulture, $"reconciliation.{config}.{iteration:D6}"));

    /// <summary>The progress of a config as the stall detection sees it.</summary>
    public static AggregateKey Progress(string config) => new($"progress.{config}");

    /// <summary>What was told about the dead letters of a consumer.</summary>
    /// <param name="partition">The consumer; the ids of its dead letters begin with it.</param>
    public static AggregateKey DeadLetters(string partition) => new($"dead-letters.{partition}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
