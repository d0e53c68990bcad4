using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Distribution;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Export;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Sync;
using RingRift.Pipeline.Stages.Training;
using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Cluster;

/// <summary>This part makes rows of games, and candidates of rows, and measures them.</summary>
public sealed partial class SimulatedRun
{
    // A claim of game hashes is one transaction for each partition that has some.
    private const int GameIndexPartitions = 256;

    // How often a candidate wins a game against a network, and against a baseline.
    private const double AgainstNetworks = 0.55;
    private const double AgainstBaselines = 0.9;

    private static readonly string[] Hashes = new string[100_000];

    private readonly TrainingPlanPolicy _trainingPlan = new(new TrainingPlanOptions());
    private readonly PromotionGate _gate = new(new PromotionOptions());
    private Champion? _past;

    private void Sync(SimulatedIteration iteration)
    {
        _services.Store(writes: 1, reads: iteration.State.Plan.Shards, rows: Math.Min(iteration.Games, GameIndexPartitions));
        _functions.Run(iteration.Games / _inputs.Stages.SyncGamesPerSecond, () => Commit(iteration, DataSyncTriggered.Type, (state, cause) =>
            SyncPolicy.Decide(
                state,
                cause,
                new GameManifest
                {
                    Config = Config,
                    Iteration = state.Iteration,
                    Shards = [.. state.Shards.Select(shard => new ManifestShard
                    {
                        Data = shard.Data,
                        Kept = new ArraySegment<string>(Hashes, 0, shard.Games),
                        Duplicates = 0,
                        Rejected = 0,
                    })],
                },
                Artifact(ArtifactKind.Manifest, state.Iteration))));
    }

    private void Export(SimulatedIteration iteration)
    {
        var games = iteration.State.Sync!.Games;
        var rows = (int)(games * _inputs.Stages.RowsPerGame);
        var export = new ExportResult(new SampleFile(iteration.Number, Artifact(ArtifactKind.Samples, iteration.Number), games, rows), Quality(games, rows));
        _services.Store(writes: 1, reads: iteration.State.Plan.Shards + 1);
        _functions.Run(
            games / _inputs.Stages.ExportGamesPerSecond,
            () => Commit(iteration, DataSyncCompleted.Type, (state, cause) => ExportPolicy.Decide(state, cause, export)));
    }

    private void Gate(SimulatedIteration iteration) => _functions.Run(_inputs.Stages.DecisionSeconds, () =>
    {
        if (_trainingPlan.WhyRefused(iteration.State) is { } reason)
        {
            Commit(iteration, NpzExportComplete.Type, (state, cause) => TrainingPlanPolicy.DecideRefused(state, cause, reason));
            return;
        }

        SampleFile[] files = [.. iteration.State.Export!.Files()];
        Change(
            learner => _policy.Admitted(learner, iteration.Number, files, Size.RowsPerTraining),
            learner => Commit(iteration, NpzExportComplete.Type, (state, cause) =>
                TrainingPlanPolicy.Decide(state, cause, learner.Training?.Iteration == iteration.Number ? learner.Training : null)));
    });

    private Action Asked(SimulatedIteration iteration, TrainingRequested asked)
    {
        var stages = _inputs.Stages;
        var steps = (int)Math.Clamp(Math.Ceiling(asked.Samples!.Value / (double)stages.BatchSize), stages.MinSteps, stages.MaxSteps);
        var job = new SimulatedJob(
            WorkKind.Training, steps, _inputs.Worker.StepsPerSecond, _inputs.Worker.CheckpointSteps, _ => Trained(iteration, asked, steps));
        return () => _training.Put(job);
    }

    private void Trained(SimulatedIteration iteration, TrainingRequested asked, int steps)
    {
        Figures.Draws += (long)steps * _inputs.Stages.BatchSize;
        _services.Store(writes: (steps / _inputs.Worker.CheckpointSteps) + 2, reads: asked.Window.Count + 1);
        var done = new TrainingCompleted
        {
            Config = Config,
            Iteration = iteration.Number,
            JobId = asked.JobId,
            Model = Artifact(ArtifactKind.Model, iteration.Number),
            Checkpoint = Artifact(ArtifactKind.Checkpoint, iteration.Number),
            Steps = steps,
            PolicyLoss = 0,
            ValueLoss = 0,
            Seconds = steps / _inputs.Worker.StepsPerSecond,
        };
        _services.Publish(Once(() => Handle(() => Evaluate(iteration, done))));
    }

    private void Evaluate(SimulatedIteration iteration, TrainingCompleted done) => Change(
        learner => _policy.Trained(learner, iteration.Number, done.Model, done.Checkpoint),
        learner =>
        {
            iteration.Commits = new Throttle(_agenda, "commits to an evaluation", 1 / _inputs.Limits.CommitSeconds);
            var plan = new EvaluationPlan
            {
                Champion = _champion,
                Generator = learner.Generators.LastOrDefault()?.Model,
                IsMeasured = learner.Evaluating == iteration.Number,
            };
            if (plan.IsMeasured && _past is { } past)
            {
                var member = new PoolMember(past.Model, past.Iteration);
                plan = plan with { Past = new PastOpponent(new Opponent(Opponents.PastOf(past.Model), past.Model), new RatedOpponent(member, 0, 0, 0)) };
            }

            Commit(iteration, TrainingCompleted.Type, (state, cause) => _evaluationPlan.Decide(state, cause, done, plan));
        });

    private void Play(SimulatedIteration iteration, MatchRequested asked)
    {
        var games = asked.Pairs * GameConfig.Parse(Config).Players;
        _holds.Matches++;
        _services.Store(writes: 0, reads: 2);
        _functions.Run(games / _inputs.Stages.MatchGamesPerSecond, () =>
        {
            _holds.Matches--;
            var scores = Enumerable.Range(0, asked.Pairs).Select(_ => PairScore(asked.Opponent)).ToArray();
            var done = new MatchCompleted
            {
                Config = Config,
                Iteration = iteration.Number,
                JobId = asked.JobId,
                Opponent = asked.Opponent,
                PairScores = scores,
                Games = games,
                Wins = (int)(2 * scores.Sum()),
                Draws = 0,
            };
            Tell(iteration, MatchCompleted.Type, (state, cause) => _collection.Decide(state, cause, done, _champion?.Model), () => { });
        });
    }

    /// <summary>The mean of two games.</summary>
    private double PairScore(Opponent opponent)
    {
        var wins = opponent.Model is null ? AgainstBaselines : AgainstNetworks;
        return ((_chance.Happens(wins) ? 1 : 0) + (_chance.Happens(wins) ? 1 : 0)) / 2.0;
    }

    private void Adopt(ModelUpdated updated)
    {
        var generator = new Generator(updated.Iteration, updated.Training, updated.Iteration) { Model = updated.Model, Checkpoint = updated.Checkpoint };
        Change(learner => _policy.Adopted(learner, generator), _ => Fill(Size.LeastLanes));
    }

    private void Decide(SimulatedIteration iteration) => _functions.Run(_inputs.Stages.DecisionSeconds, () =>
    {
        var verdict = _gate.Judge(iteration.State);
        if (verdict.Passed)
        {
            var training = iteration.State.Training!;
            (_past, _champion) = (
                _champion, new Champion(Config, training.Model!, training.Checkpoint!, iteration.Number, (_champion?.Generation ?? 0) + 1));
        }

        Commit(iteration, EvaluationCompleted.Type, (state, cause) => PromotionPolicy.Decide(state, cause, verdict));
    });

    private void Distribute(SimulatedIteration iteration, ModelPromoted promoted) => _functions.Run(_inputs.Stages.DecisionSeconds, () =>
        Commit(iteration, ModelPromoted.Type, (state, cause) =>
            DistributionPolicy.Decide(state, cause, promoted, new DistributionOutcome.Distributed(promoted.Model, "alias"))));

    private static SampleQuality Quality(int games, int rows) => new()
    {
        Config = Config,
        Games = games,
        Rows = rows,
        DecisiveShare = 1,
        DuplicateShare = 0,
        MinPlies = 1,
        MeanPlies = 1,
        MaxPlies = 1,
        PolicyEntropy = 1,
        FixedOrientationShare = 1,
        SeatWins = [0.5, 0.5],
        Endings = new Dictionary<string, int>(),
    };
}
