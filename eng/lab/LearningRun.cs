using RingRift.Game;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Networks;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Learner;

namespace RingRift.Lab;

/// <summary>
/// A whole learning run on one core, without storage and events: games, rows, trainings and networks by the code of the pipeline. Only processor time of
/// learning counts, not that of the matches that measure it.
/// </summary>
internal sealed class LearningRun(GameConfig config, Recipe recipe, LabOptions options)
{
    private readonly List<SpilledSamples> _window = [];
    // Processor time of the process that is none of learning: before the run, and matches.
    private TimeSpan _measured;
    private (long Games, long Rows, long AtTraining, int Trainings) _count;
    private byte[]? _model;
    private NetworkWeights? _weights;
    private TrainingLosses _losses;

    private TimeSpan Spent => Environment.CpuUsage.TotalTime - _measured;

    /// <summary>Learns until the time is spent, and tells each measurement.</summary>
    public void Run(Action<LabPoint> tell, Action<string> progress, CancellationToken cancellationToken)
    {
        _measured = Environment.CpuUsage.TotalTime;
        var next = options.Every;
        for (var shard = 0; Spent < options.Budget; shard++)
        {
            Play(shard, cancellationToken);
            progress($"{Spent.TotalSeconds,6:F0} of {options.Budget.TotalSeconds:F0} s, {_count.Games:N0} games, {_count.Rows:N0} rows, {_count.Trainings} trainings");
            if (_count.Rows - _count.AtTraining >= (_model is null ? recipe.Learner.FirstTrainingRows : recipe.Learner.RowsPerTraining))
            {
                Train(cancellationToken);
            }

            if (_model is not null && Spent >= next && Spent < options.Budget)
            {
                Measure(tell, cancellationToken);
                next = Spent + options.Every;
            }
        }

        Measure(tell, cancellationToken);
        _window.ForEach(file => file.Dispose());
    }

    private void Play(int shard, CancellationToken cancellationToken)
    {
        var (games, seed) = (new List<GameRecord>(), SeededRandom.Derive(options.Seed, (ulong)shard));
        var count = _model is null ? recipe.Pipeline.FirstGamesPerShard : recipe.Pipeline.GamesPerShard;
        var plan = recipe.SelfPlay.For(config, seed, 0, count, Math.Min(count, recipe.SelfPlay.ConcurrentGames > 0 ? recipe.SelfPlay.ConcurrentGames : 32));
        using ILeafEvaluator evaluator = _model is null
            ? new RolloutEvaluator(recipe.SelfPlay.Rollouts)
            : new NetworkLeafEvaluator(new OnnxEvaluator(_model, new OnnxEvaluatorOptions { MaxBatch = plan.ConcurrentGames }));
        new SelfPlayRunner(plan, evaluator).Run(games.Add, cancellationToken);

        using var archive = new MemoryStream();
        var ordered = games.OrderBy(game => game.Game).ToList();
        SampleArchive.Write(archive, config, ordered, new SampleQualityBuilder(config));
        archive.Position = 0;
        var file = SpilledSamples.Create($"{shard:x64}", archive, cancellationToken);
        _window.Add(file);
        _count = (_count.Games + games.Count, _count.Rows + file.Count, _count.AtTraining, _count.Trainings);
        for (var all = SampleWindowPolicy.RowsOf(_count.Rows, recipe.Learner.WindowRows); _window.Sum(one => one.Count) - _window[0].Count >= all; _window.RemoveAt(0))
        {
            _window[0].Dispose();
        }
    }

    private void Train(CancellationToken cancellationToken)
    {
        var window = new SampleWindow(config, [.. _window], recipe.Training.ValidationShare);
        var draws = (long)(Math.Min(_count.Rows - _count.AtTraining, _window.Sum(file => file.Count)) * recipe.Learner.RowUses);
        using var run = new TrainingRun(window, recipe.Training.Drawing(draws), SeededRandom.Derive(options.Seed, 1_000_000 + (ulong)_count.Trainings), _weights);
        while (run.Step < run.TotalSteps)
        {
            run.Advance(Math.Min(50, run.TotalSteps - run.Step), cancellationToken);
        }

        var network = run.Finish();
        (_model, _weights, _losses) = (network.Model, run.ToCheckpoint().AverageWeights, network.Validation);
        _count = (_count.Games, _count.Rows, _count.Rows, _count.Trainings + 1);
    }

    /// <summary>Matches from the same openings for every recipe and seed.</summary>
    private void Measure(Action<LabPoint> tell, CancellationToken cancellationToken)
    {
        if (_model is null)
        {
            throw new LabException($"recipe '{recipe.Name}': {_count.Rows:N0} rows were made in the time, and the first training needs {recipe.Learner.FirstTrainingRows:N0}");
        }

        var (spent, start) = (Spent, Environment.CpuUsage.TotalTime);
        foreach (var name in options.Opponents)
        {
            using var network = new OnnxEvaluator(_model, new OnnxEvaluatorOptions { MaxBatch = 32 });
            using var player = SearchPlayer.ForNetwork(network, options.Visits);
            var opponent = Baseline.TryCreate(name, out var known) ? known : throw new LabException($"opponent '{name}' is none of {Baseline.Known}");
            var match = new MatchOptions { Rules = GameRules.For(config), Pairs = options.Pairs, Seed = 7 };
            var score = MatchScore.Of(config.Players, MatchRunner.PlayPairs(match, player, opponent, cancellationToken: cancellationToken));
            tell(new LabPoint(
                recipe.Name, options.Seed, spent.TotalSeconds, _count.Games, _count.Rows, _count.Trainings, name, score.Games, score.Pairs.Score, score.Pairs.Low,
                score.Pairs.High, _losses.Policy, _losses.Value));
        }

        _measured += Environment.CpuUsage.TotalTime - start;
    }
}
