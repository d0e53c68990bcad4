using RingRift.Eventing.Events;
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

    /// <summary>Shards of the newest iteration of a config.</summary>
    public required int Shards { get; init; }

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
            Iterations = cluster.Runs.Sum(run => run.Finished),
            Shards = cluster.Runs[0].Iterations[^1].Shards,
            Games = cluster.Runs.Sum(run => run.Iterations.Sum(iteration => (long)iteration.Counted)),
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

    private static Dictionary<string, double> Stages(ClusterSimulation cluster)
    {
        IterationStage[] told =
        [
            IterationStage.SelfPlay, IterationStage.Sync, IterationStage.Export, IterationStage.Training, IterationStage.Evaluation,
            IterationStage.Promotion,
            IterationStage.Finished,
        ];
        var over = cluster.Runs.SelectMany(run => run.Iterations).Where(
            iteration => iteration.Began.ContainsKey(IterationStage.Finished)).ToArray();
        return told.SkipLast(1).Zip(told.Skip(1)).ToDictionary(
            pair => pair.First.ToString(),
            pair => over.Length == 0 ? 0 : over.Average(iteration => iteration.Began[pair.Second] - iteration.Began[pair.First]));
    }
}
