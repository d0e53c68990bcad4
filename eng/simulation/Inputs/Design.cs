namespace RingRift.Simulation.Inputs;

/// <summary>A design of the pipeline, for comparison.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="LanesFollow">Whether a config has two jobs for each of its workers. What-if: the pipeline always does where workers are scaled.</param>
/// <param name="ShardsGrow">Whether shards are larger where workers are scaled. What-if, as above.</param>
/// <param name="PressureFollows">Whether the limit of the queues leaves room for these jobs. What-if, as above.</param>
/// <param name="TrainingWorkers">Most training workers (<c>Scaler:Training:Maximum</c>).</param>
/// <param name="PollSeconds">Seconds between two looks into an empty queue (<c>Worker:PollSeconds</c>).</param>
/// <param name="DrainSeconds">Time within which the scaler wants what waits done (<c>Scaler:Selfplay:DrainTime</c>).</param>
/// <param name="CooldownSeconds">Time for which fewer workers must have been enough (<c>Scaler:…:ScaleInCooldown</c>).</param>
public sealed record Design(
    string Name, bool LanesFollow = true, bool ShardsGrow = true, bool PressureFollows = true, int TrainingWorkers = 1, double PollSeconds = 1,
    double DrainSeconds = 60, double CooldownSeconds = 600)
{
    /// <summary>The defaults.</summary>
    public static Design Default { get; } = new("default");

    /// <summary>The lanes and shards of one machine, whatever workers there are.</summary>
    public static Design OneMachine { get; } = Default with { Name = "what if: as on one machine", LanesFollow = false, ShardsGrow = false, PressureFollows = false };

    /// <summary>Lanes follow the workers, with shards of one machine.</summary>
    public static Design SmallShards { get; } = Default with { Name = "what if: small shards", ShardsGrow = false };

    /// <summary>Lanes and shards follow the workers, and the limit of the queues does not.</summary>
    public static Design LowPressure { get; } = Default with { Name = "what if: pressure at 500", PressureFollows = false };

    /// <summary>Every config may train at once.</summary>
    public static Design Trainers { get; } = Default with { Name = "trainers", TrainingWorkers = 12 };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Design> All { get; } = [OneMachine, SmallShards, LowPressure, Default, Trainers];
}
