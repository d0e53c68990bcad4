using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Cluster;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Reporting;

/// <summary>What a run of the simulation showed; also the JSON.</summary>
public sealed record SimulationResult
{
    /// <summary>Name of the design.</summary>
    public required string Design { get; init; }

    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Most self-play workers.</summary>
    public required int Workers { get; init; }

    /// <summary>Simulated hours.</summary>
    public required double Hours { get; init; }

    /// <summary>Iterations that are over, of all configs.</summary>
    public required int Iterations { get; init; }

    /// <summary>Iterations of a config that play at the same time.</summary>
    public required int Lanes { get; init; }

    /// <summary>Games of a shard.</summary>
    public required int GamesPerShard { get; init; }

    /// <summary>Networks that were trained.</summary>
    public int Candidates { get; init; }

    /// <summary>Networks that became champion.</summary>
    public int Champions { get; init; }

    /// <summary>How often each row was drawn, on average.</summary>
    public double RowUses { get; init; }

    /// <summary>Part of the writes to the learners that found another one before them.</summary>
    public double Conflicts { get; init; }

    /// <summary>Part of the time in which back-pressure held.</summary>
    public double Pressed { get; init; }

    /// <summary>Games that were counted.</summary>
    public required long Games { get; init; }

    /// <summary>Games that were played twice because a worker ended.</summary>
    public required long RepeatedGames { get; init; }

    /// <summary>Self-play machines that were evicted.</summary>
    public required int Evictions { get; init; }

    /// <summary>Most self-play machines at once.</summary>
    public required int MostWorkers { get; init; }

    /// <summary>Hours of self-play machines.</summary>
    public required double SelfPlayHours { get; init; }

    /// <summary>Hours of training machines.</summary>
    public required double TrainingHours { get; init; }

    /// <summary>Part of the self-play machines' time in which they worked.</summary>
    public required double Useful { get; init; }

    /// <summary>Most function instances at once.</summary>
    public required int MostFunctions { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Deployment { get; init; }

    /// <summary>Most memory of functions at once, as part of the region's quota.</summary>
    public required double FunctionMemoryShare { get; init; }

    /// <summary>GB-seconds of functions that are billed for, those of the daemons left out.</summary>
    public required double FunctionGbSeconds { get; init; }

    /// <summary>Calls of functions.</summary>
    public required long FunctionCalls { get; init; }

    /// <summary>Deliveries of events, repeats included.</summary>
    public required long Deliveries { get; init; }

    /// <summary>Writes of blobs.</summary>
    public required long BlobWrites { get; init; }

    /// <summary>Reads of blobs.</summary>
    public required long BlobReads { get; init; }

    /// <summary>Self-play machines that were started.</summary>
    public required int Starts { get; init; }

    /// <summary>Requests to tables, heartbeats and renewals included.</summary>
    public required double TableRequests { get; init; }

    /// <summary>Everything with a limit.</summary>
    public required IReadOnlyList<ResourceUse> Resources { get; init; }

    /// <summary>Mean seconds of each stage of the iterations that are over.</summary>
    public required IReadOnlyDictionary<string, double> StageSeconds { get; init; }

    /// <summary>Cost in US dollars by item, by the prices of the run.</summary>
    public IReadOnlyDictionary<string, double> Cost { get; init; } = new Dictionary<string, double>();

    /// <summary>Games an hour.</summary>
    public double GamesPerHour => Games / Hours;

    /// <summary>Self-play machines on average.</summary>
    public double MeanWorkers => SelfPlayHours / Hours;

    /// <summary>Cost of a million games, in US dollars.</summary>
    public double CostPerMillionGames => Games == 0 ? 0 : Cost.Values.Sum() * 1e6 / Games;

    /// <summary>What limits the throughput.</summary>
    public string Bottleneck => Bottlenecks.Of(this);

    /// <summary>Reads a simulation that has run.</summary>
    public static SimulationResult Of(SimulationInputs inputs, ClusterSimulation cluster)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(cluster);
        var (selfPlay, seconds) = (cluster.PoolOf(WorkKind.SelfPlay), inputs.Hours * 3600);
        var resources = cluster.Throttles()
            .Select(
                limited => new ResourceUse(
                    limited.Name, limited.Limit, limited.Peak, limited.Operations / seconds, limited.LongestWait)).ToArray();
        var queues = WorkKinds.All.Sum(kind => cluster.QueueOf(kind).Requests.Operations);
        return new SimulationResult
        {
            Design = inputs.Design.Name,
            Seed = inputs.Seed,
            Workers = inputs.Workers,
            Hours = inputs.Hours,
            Iterations = cluster.Runs.Sum(run => run.Figures.Finished),
            Lanes = cluster.Runs[0].Size.Lanes,
            GamesPerShard = cluster.Runs[0].Size.GamesPerShard,
            Games = cluster.Runs.Sum(run => run.Figures.Games),
            Candidates = cluster.Runs.Sum(run => run.Learner.State.Trainings),
            Champions = cluster.Runs.Sum(run => run.Figures.Outcomes.GetValueOrDefault(IterationOutcome.Promoted)),
            RowUses = cluster.Runs.Sum(run => run.Figures.Draws) / (double)Math.Max(1, cluster.Runs.Sum(run => run.Learner.State.Rows)),
            Conflicts = cluster.Runs.Sum(run => run.Learner.Conflicts) / Math.Max(1, cluster.Runs.Sum(run => run.Learner.Commits.Operations)),
            Pressed = cluster.Holds.Pressed * SimulatedHolds.LookSeconds / seconds,
            RepeatedGames = selfPlay.RepeatedUnits,
            Evictions = selfPlay.Evictions,
            MostWorkers = selfPlay.MostWorkers,
            SelfPlayHours = selfPlay.PaidHours,
            TrainingHours = cluster.PoolOf(WorkKind.Training).PaidHours,
            Useful = selfPlay.PaidHours == 0 ? 0 : selfPlay.BusySeconds / 3600 / selfPlay.PaidHours,
            MostFunctions = cluster.Functions.MostBusy,
            Deployment = inputs.Deployment.Name,
            FunctionMemoryShare = cluster.Functions.MostBusy * inputs.Deployment.FunctionGb * 1024 / inputs.Limits.FunctionMemoryMb,
            FunctionGbSeconds = cluster.Functions.BilledSeconds * inputs.Deployment.FunctionGb,
            BlobWrites = cluster.Services.BlobWrites,
            BlobReads = cluster.Services.BlobReads,
            Starts = selfPlay.Starts,
            FunctionCalls = cluster.Functions.Calls,
            Deliveries = cluster.Services.Deliveries,
            TableRequests = cluster.Services.Account.Operations - queues - cluster.Services.BlobWrites - cluster.Services.BlobReads,
            Resources = resources,
            StageSeconds = Stages(cluster),
        };
    }

    /// <summary>Mean seconds of each stage, of the iterations that had it.</summary>
    private static Dictionary<string, double> Stages(ClusterSimulation cluster) => Enum.GetValues<IterationStage>().SkipLast(1).ToDictionary(
        stage => stage.ToString(),
        stage =>
        {
            var of = cluster.Runs.Select(run => run.Figures.Of(stage)).ToArray();
            return of.Sum(one => one.Seconds) / Math.Max(1, of.Sum(one => one.Iterations));
        });
}
