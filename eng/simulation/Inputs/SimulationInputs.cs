using RingRift.Game;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Simulation.Inputs;

/// <summary>Everything a run of the simulation follows from.</summary>
public sealed record SimulationInputs
{
    /// <summary>Most self-play workers.</summary>
    public required int Workers { get; init; }

    /// <summary>The design.</summary>
    public Design Design { get; init; } = Design.Default;

    /// <summary>Simulated time, in hours.</summary>
    public double Hours { get; init; } = 24;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Configs that run side by side. Default: all twelve.</summary>
    public int Configs { get; init; } = GameConfig.All.Count;

    /// <summary>GPU-hours of a UTC day; null for what all workers could use, so that nothing but work limits them.</summary>
    public double? DailyGpuHours { get; init; }

    /// <summary>The pipeline's options: shards and games.</summary>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>Those of its learner: lanes, window, trainings.</summary>
    public LearnerOptions Learning { get; init; } = new();

    /// <summary>Those of its evaluation: opponents and chunks.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Workers.</summary>
    public WorkerInputs Worker { get; init; } = new();

    /// <summary>Stages on functions.</summary>
    public StageInputs Stages { get; init; } = new();

    /// <summary>What is deployed.</summary>
    public Deployment Deployment { get; init; } = Deployment.Prod;

    /// <summary>Services.</summary>
    public ServiceLimits Limits { get; init; } = new();

    /// <summary>How much self-play a config has at the same time.</summary>
    public SelfPlaySize Size()
    {
        var size = SelfPlaySize.Scaled(Pipeline, Learning, GameConfig.All[0], Workers, Configs);
        return size with
        {
            Lanes = Design.LanesFollow ? size.Lanes : Learning.Lanes,
            GamesPerShard = Design.ShardsGrow ? size.GamesPerShard : Pipeline.GamesPerShard,
            RowsPerTraining = Design.ShardsGrow ? size.RowsPerTraining : Learning.RowsPerTraining,
        };
    }

    /// <summary>The limits of the queues.</summary>
    public BackPressureOptions BackPressure() => Design.PressureFollows ? new BackPressureOptions().WithRoomFor(new ScaledWorkers(Workers).MostJobs) : new();

    /// <summary>The scaler's options for this run: its defaults but for sizes and budget.</summary>
    public ScalerOptions Scaler()
    {
        var options = new ScalerOptions();
        options.SelfPlay.Maximum = Workers;
        options.SelfPlay.DrainTime = TimeSpan.FromSeconds(Design.DrainSeconds);
        options.SelfPlay.ScaleInCooldown = options.Training.ScaleInCooldown = TimeSpan.FromSeconds(Design.CooldownSeconds);
        options.Training.Maximum = Math.Min(Design.TrainingWorkers, Math.Max(1, Workers));
        options.DailyGpuHours = DailyGpuHours ?? Math.Max(48, 24.0 * (options.SelfPlay.Maximum + options.Training.Maximum) * 2);
        return options;
    }
}
