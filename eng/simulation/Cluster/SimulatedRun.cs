using RingRift.Eventing.Events;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>The run of one config: iteration after iteration, stage after stage, as the pipeline has them.</summary>
public sealed class SimulatedRun(
    Agenda agenda, SimulationInputs inputs, SimulatedServices services, SimulatedFunctions functions, SimulatedQueue selfPlay, SimulatedQueue training)
{
    // A claim of game hashes is one transaction for each partition that has some.
    private const int GameIndexPartitions = 256;

    private readonly Throttle _commits = new(agenda, "commits of an iteration (one after the other)", 1 / inputs.Limits.CommitSeconds);
    private readonly List<SimulatedIteration> _iterations = [];
    private bool _isTraining;
    private SimulatedIteration? _waiting;

    /// <summary>Its iterations, the one under way included.</summary>
    public IReadOnlyList<SimulatedIteration> Iterations => _iterations;

    /// <summary>Commits to its iterations.</summary>
    public Throttle Commits => _commits;

    /// <summary>Iterations that are over.</summary>
    public int Finished { get; private set; }

    /// <summary>Events that were no news.</summary>
    public int Stale { get; private set; }

    /// <summary>Begins the next iteration.</summary>
    public void Begin()
    {
        var first = _iterations.Count == 0;
        var games = first ? inputs.Pipeline.FirstGamesPerShard : inputs.Design.GamesPerShard ?? inputs.Pipeline.GamesPerShard;
        var iteration = new SimulatedIteration(_iterations.Count + 1, Shards(), games);
        _iterations.Add(iteration);
        Enter(iteration, IterationStage.SelfPlay);
        var rate = inputs.Worker.GamesPerSecond * (first ? inputs.Worker.RolloutFactor : 1);
        var jobs = Enumerable.Range(0, iteration.Shards).Select(_ =>
            new SimulatedJob(WorkKind.SelfPlay, games, rate, inputs.Worker.CheckpointGames, done => Played(iteration, done))).ToArray();
        services.Commit(_commits, () => services.Publish([.. jobs.Select<SimulatedJob, Action>(job => () => selfPlay.Put(job))]));
    }

    /// <summary>As many shards as the pipeline would plan.</summary>
    private int Shards() => inputs.Design.ShardsFollowWorkers
        ? ShardCount.Of(inputs.Pipeline, inputs.Workers, inputs.Configs)
        : inputs.Pipeline.ShardsPerIteration;

    /// <summary>An event to a webhook, whose handler commits to the iteration.</summary>
    private void Tell(Action handle) => services.Publish(() => functions.Run(inputs.Limits.CommitSeconds, () => services.Commit(_commits, handle)));

    private void Played(SimulatedIteration iteration, SimulatedJob shard)
    {
        services.Store(writes: (shard.Units / inputs.Worker.CheckpointGames) + 1, reads: 1);
        Tell(() => CountShard(iteration, shard));
    }

    private void CountShard(SimulatedIteration iteration, SimulatedJob shard)
    {
        if (!iteration.TryCount(shard))
        {
            Stale++;
        }
        else if (iteration.IsPlayed)
        {
            Enter(iteration, IterationStage.Sync);
            services.Store(writes: 1, reads: iteration.Shards, rows: Math.Min(iteration.Games, GameIndexPartitions));
            WorkOnGames(iteration, inputs.Stages.SyncGamesPerSecond, () => Export(iteration));
        }
    }

    /// <summary>A stage that looks at every game: in one call, or in one for each shard.</summary>
    private void WorkOnGames(SimulatedIteration iteration, double gamesPerSecond, Action then)
    {
        var (parts, done) = (inputs.Design.SpreadSync ? iteration.Shards : 1, 0);
        for (var part = 0; part < parts; part++)
        {
            Work(iteration.Games / gamesPerSecond / parts, () =>
            {
                if (++done == parts)
                {
                    then();
                }
            });
        }
    }

    /// <summary>A stage that one function instance does; a repeated delivery is a duplicate there.</summary>
    private void Work(double seconds, Action then)
    {
        var begun = false;
        services.Publish(() =>
        {
            if (!begun)
            {
                begun = true;
                functions.Run(seconds, () => services.Commit(_commits, then));
            }
            else
            {
                Stale++;
            }
        });
    }

    private void Export(SimulatedIteration iteration)
    {
        Enter(iteration, IterationStage.Export);
        services.Store(writes: 1, reads: iteration.Shards + 1);
        WorkOnGames(iteration, inputs.Stages.ExportGamesPerSecond, () => Gate(iteration));
    }

    private void Gate(SimulatedIteration iteration)
    {
        if (_isTraining)
        {
            _waiting = iteration;
            return;
        }

        _isTraining = true;
        Enter(iteration, IterationStage.Training);
        var steps = (int)Math.Clamp(Math.Ceiling(Window(iteration) * inputs.Stages.Epochs / inputs.Stages.BatchSize), inputs.Stages.MinSteps, inputs.Stages.MaxSteps);
        var job = new SimulatedJob(WorkKind.Training, steps, inputs.Worker.StepsPerSecond, inputs.Worker.CheckpointSteps, _ => Trained(iteration, steps));
        Work(inputs.Stages.DecisionSeconds, () => services.Publish(() => training.Put(job)));
        if (inputs.Design.Overlap)
        {
            Begin();
        }
    }

    private double Window(SimulatedIteration iteration) =>
        _iterations.Where(other => other.Number <= iteration.Number).TakeLast(inputs.Pipeline.SamplesWindow).Sum(other => other.Games) * inputs.Stages.RowsPerGame;

    private void Trained(SimulatedIteration iteration, int steps)
    {
        services.Store(writes: (steps / inputs.Worker.CheckpointSteps) + 2, reads: inputs.Pipeline.SamplesWindow + 1);
        Evaluate(iteration);
    }

    private void Evaluate(SimulatedIteration iteration) => Work(inputs.Limits.CommitSeconds, () =>
    {
        Enter(iteration, IterationStage.Evaluation);
        var pairs = Chunks(iteration.Number > 1).ToArray();
        services.Store(writes: 0, reads: 2 * pairs.Length);
        services.Publish([.. pairs.Select<int, Action>((openings, index) => () => functions.Run(
            2 * openings / inputs.Stages.MatchGamesPerSecond, () => Tell(() => CountMatch(iteration, index, pairs.Length))))]);
    });

    private void CountMatch(SimulatedIteration iteration, int match, int matches)
    {
        if (!iteration.TryCountMatch(match))
        {
            Stale++;
        }
        else if (iteration.Matches == matches)
        {
            Enter(iteration, IterationStage.Promotion);
            Work(inputs.Stages.DecisionSeconds, () => Work(inputs.Stages.DecisionSeconds, () => Finish(iteration)));
        }
    }

    private void Finish(SimulatedIteration iteration)
    {
        Enter(iteration, IterationStage.Finished);
        (Finished, _isTraining) = (Finished + 1, false);
        if (!inputs.Design.Overlap)
        {
            Begin();
        }
        else if (_waiting is { } next)
        {
            _waiting = null;
            Gate(next);
        }
    }

    /// <summary>Openings of each match job.</summary>
    private IEnumerable<int> Chunks(bool hasChampion)
    {
        var options = inputs.Evaluation;
        var meetings = Enumerable.Repeat(options.PairsAgainstBaseline, options.BaselineNames().Count);
        if (hasChampion)
        {
            meetings = meetings.Append(options.PairsAgainstChampion).Append(options.PairsAgainstPast);
        }

        return meetings.SelectMany(pairs => Enumerable.Range(0, (pairs + options.PairsPerChunk - 1) / options.PairsPerChunk)
            .Select(chunk => Math.Min(options.PairsPerChunk, pairs - (chunk * options.PairsPerChunk))));
    }

    private void Enter(SimulatedIteration iteration, IterationStage stage) => iteration.Began[stage] = agenda.Now;
}
