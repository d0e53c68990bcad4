using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Model;

/// <summary>One iteration of a run: how it begins, what is published about it, and what must come of it.</summary>
/// <param name="Kind">What happens in it.</param>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Number, from 1.</param>
/// <param name="Jobs">Shards or chunks.</param>
internal sealed record ChaosIteration(IterationKind Kind, string Config, int Iteration, int Jobs)
{
    private const int FewestRows = 256;
    private static readonly Opponent Random = new(Baseline.Random);

    public AggregateKey Key => AggregateKey.Iteration(Config, Iteration);

    public string Subject => EventFactory.SubjectOf(Config, Iteration);

    public string Correlation => EventFactory.CorrelationOf(Config, Iteration);

    /// <summary>
    /// Distinct events that are published by the run itself and by what comes of them. Which rows make a training due is up to the machine: what comes of
    /// trainings is not in it.
    /// </summary>
    public int Events => Jobs + Answers + Kind switch
    {
        IterationKind.Evaluated => 2,
        IterationKind.Exported => 0,
        _ => 1,
    };

    /// <summary>First deliveries to all their consumers. EVALUATION_COMPLETED has three.</summary>
    public int Deliveries => Kind == IterationKind.Evaluated ? Jobs + 4 : Events;

    /// <summary>Commits of its aggregate that events cause; of an exported one that is trained more.</summary>
    public int Commits => Kind == IterationKind.Evaluated ? Jobs + 1 : Jobs;

    /// <summary>Games in all its shards.</summary>
    public int Games => Enumerable.Range(0, Jobs).Sum(shard => ChaosShards.Games(Iteration, shard));

    /// <summary>Training rows of it: no two neighbours alike, so that a sum shows which is missing or doubled.</summary>
    public SampleFile Rows => new(
        Iteration, ChaosShards.Named(ArtifactKind.Samples, $"rows {Subject}"), ChaosShards.Games(Iteration, shard: 0), FewestRows + ChaosShards.Games(Iteration, shard: 1));

    private int Answers => Kind is IterationKind.Played or IterationKind.Begun ? Jobs : 0;

    private int PlayersOfGame => GameConfig.Parse(Config).Players;

    /// <summary>What is stored before its first event.</summary>
    public IterationState Begin(DateTimeOffset now) => new()
    {
        Config = Config,
        Iteration = Iteration,
        Stage = Kind switch
        {
            IterationKind.Evaluated => IterationStage.Evaluation,
            IterationKind.Exported => IterationStage.Gate,
            _ => IterationStage.SelfPlay,
        },
        Plan = new IterationPlan { Shards = Jobs, GamesPerShard = 1, Seed = Iteration },
        StartedAt = now,
        Export = Kind == IterationKind.Exported ? new ExportResult(Rows, Quality) : null,
        Evaluation = Kind == IterationKind.Evaluated ? new EvaluationState { Candidate = Candidate, Matches = [.. Chunks] } : null,
    };

    /// <summary>The events that the run publishes.</summary>
    public IEnumerable<EventDraft> Inputs() => Enumerable.Range(0, Jobs).Select(job => Kind switch
    {
        IterationKind.Collected => EventDraft.Of(ChaosShards.Complete(Config, Iteration, job, attempt: 1)),
        IterationKind.Played => EventDraft.Of(Request(job)),
        IterationKind.Exported => EventDraft.Of(Exported),
        _ => EventDraft.Of(Played(job)),
    });

    private ArtifactRef Candidate => ChaosShards.Named(ArtifactKind.Model, $"candidate {Subject}");

    private IEnumerable<MatchState> Chunks => Enumerable.Range(0, Jobs).Select(chunk => new MatchState
    {
        JobId = JobIds.Match(Config, Iteration, Baseline.Random, chunk),
        Opponent = Random,
        FirstPair = chunk,
        Pairs = 1,
    });

    private NpzExportComplete Exported => new()
    {
        Config = Config,
        Iteration = Iteration,
        Samples = Rows.Artifact,
        Games = Rows.Games,
        Rows = Rows.Rows,
        PolicyEntropy = Quality.PolicyEntropy,
    };

    private SampleQuality Quality => new()
    {
        Config = Config,
        Games = Rows.Games,
        Rows = Rows.Rows,
        DecisiveShare = 1,
        DuplicateShare = 0,
        MinPlies = 1,
        MeanPlies = 1,
        MaxPlies = 1,
        PolicyEntropy = 1,
        FixedOrientationShare = 0,
        SeatWins = [],
        Endings = new Dictionary<string, int>(),
    };

    private SelfplayRequested Request(int shard) => new()
    {
        Config = Config,
        Iteration = Iteration,
        JobId = JobIds.SelfPlay(Config, Iteration, shard),
        Shard = shard,
        Games = ChaosShards.Games(Iteration, shard),
        Seed = shard,
    };

    private MatchCompleted Played(int chunk) => new()
    {
        Config = Config,
        Iteration = Iteration,
        JobId = JobIds.Match(Config, Iteration, Baseline.Random, chunk),
        Opponent = Random,
        PairScores = [0],
        Games = PlayersOfGame,
        Wins = 0,
        Draws = 0,
    };
}

/// <summary>What happens in an iteration of a run.</summary>
internal enum IterationKind
{
    /// <summary>Shards are told: SELFPLAY_COMPLETE of each leads to one DATA_SYNC_TRIGGERED.</summary>
    Collected,

    /// <summary>Shards are asked for: the worker answers each SELFPLAY_REQUESTED by a SELFPLAY_COMPLETE, which lead to one DATA_SYNC_TRIGGERED.</summary>
    Played,

    /// <summary>Chunks are told: MATCH_COMPLETED of each leads to one EVALUATION_COMPLETED, and that to one PROMOTION_REJECTED.</summary>
    Evaluated,

    /// <summary>
    /// Rows are told: NPZ_EXPORT_COMPLETE adds them to the window of the config's learner. Where that makes a training due, the worker trains, and the
    /// candidate plays matches and is rejected, or is not measured since another is.
    /// </summary>
    Exported,

    /// <summary>Begun by the pipeline itself, as soon as the config has a lane free; from there on as <see cref="Played"/>.</summary>
    Begun,
}
