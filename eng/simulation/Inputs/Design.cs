namespace RingRift.Simulation.Inputs;

/// <summary>A design of the pipeline, for comparison.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="ShardsFollowWorkers">Whether an iteration has as many shards as its config has workers (<c>Pipeline:ShardsFollowWorkers</c>).</param>
/// <param name="TrainingWorkers">Most training workers (<c>Scaler:Training:Maximum</c>).</param>
/// <param name="LongestPollSeconds">Longest pause between two looks into an empty queue (<c>Worker:MaxPollSeconds</c>).</param>
/// <param name="Overlap">Whether self-play goes on with the old champion while the next is trained. What-if: the pipeline does not do that.</param>
public sealed record Design(string Name, bool ShardsFollowWorkers, int TrainingWorkers, double LongestPollSeconds, bool Overlap = false)
{
    /// <summary>The defaults: three shards, one training worker.</summary>
    public static Design Default { get; } = new("default", ShardsFollowWorkers: false, TrainingWorkers: 1, LongestPollSeconds: 1);

    /// <summary>Shards follow the workers.</summary>
    public static Design Shards { get; } = Default with { Name = "shards", ShardsFollowWorkers = true };

    /// <summary>And every config may train at once.</summary>
    public static Design Trainers { get; } = Shards with { Name = "shards+trainers", TrainingWorkers = 12, LongestPollSeconds = 15 };

    /// <summary>And self-play does not wait for training and evaluation.</summary>
    public static Design Overlapped { get; } = Trainers with { Name = "what if: overlap", Overlap = true };

    /// <summary>All of them, each one step further.</summary>
    public static IReadOnlyList<Design> All { get; } = [Default, Shards, Trainers, Overlapped];
}
