namespace RingRift.Simulation.Inputs;

/// <summary>A design of the pipeline, for comparison.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="ShardsFollowWorkers">Whether an iteration has as many shards as its config has workers
/// (<c>Pipeline:ShardsFollowWorkers</c>).</param>
/// <param name="TrainingWorkers">Most training workers (<c>Scaler:Training:Maximum</c>).</param>
/// <param name="PollSeconds">Seconds between two looks into an empty queue (<c>Worker:PollSeconds</c>).</param>
/// <param name="DrainSeconds">Time within which the scaler wants what waits done (<c>Scaler:Selfplay:DrainTime</c>).</param>
/// <param name="CooldownSeconds">Time for which fewer workers must have been enough (<c>Scaler:…:ScaleInCooldown</c>).</param>
/// <param name="Overlap">Whether self-play goes on with the old champion while the next is trained. What-if: the pipeline does not do
/// that.</param>
/// <param name="SpreadSync">Whether sync and export are done shard by shard, side by side. What-if: one function call does each.</param>
/// <param name="GamesPerShard">Games of a shard (<c>Pipeline:GamesPerShard</c>); null for the default.</param>
public sealed record Design(
    string Name, bool ShardsFollowWorkers, int TrainingWorkers, double PollSeconds, double DrainSeconds = 60, double CooldownSeconds = 600,
    bool Overlap = false,
    bool SpreadSync = false, int? GamesPerShard = null)
{
    /// <summary>The defaults: three shards, one training worker.</summary>
    public static Design Default { get; } = new("default", ShardsFollowWorkers: false, TrainingWorkers: 1, PollSeconds: 1);

    /// <summary>As the defaults, but ten minutes to drain a queue, as suits work that nothing waits for.</summary>
    public static Design SlowDrain { get; } = Default with { Name = "drain 10 min", DrainSeconds = 600 };

    /// <summary>Every config may train at once.</summary>
    public static Design Trainers { get; } = Default with { Name = "trainers", TrainingWorkers = 12 };

    /// <summary>And shards follow the workers, which poll empty queues less often.</summary>
    public static Design Shards { get; } = Trainers with { Name = "trainers+shards", ShardsFollowWorkers = true, PollSeconds = 5 };

    /// <summary>That with half the cooldown.</summary>
    public static Design ShortCooldown { get; } = Shards with { Name = "cooldown 5 min", CooldownSeconds = 300 };

    /// <summary>And self-play does not wait for training and evaluation.</summary>
    public static Design Overlapped { get; } = Shards with { Name = "what if: overlap", Overlap = true };

    /// <summary>And sync and export are done shard by shard.</summary>
    public static Design Spread { get; } = Overlapped with { Name = "what if: overlap+spread sync", SpreadSync = true };

    /// <summary>And shards are ten times as large, so that jobs take minutes.</summary>
    public static Design Large { get; } = Spread with { Name = "what if: overlap+spread sync+2200 games", GamesPerShard = 2200 };

    /// <summary>All of them, each one step further.</summary>
    public static IReadOnlyList<Design> All { get; } = [SlowDrain, Default, Trainers, ShortCooldown, Shards, Overlapped, Spread, Large];
}
