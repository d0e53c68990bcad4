using RingRift.Chaos.Model;
using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Chaos.Checking;

/// <summary>Compares the learner of a config with what its iterations say: every row counted once, every training and every candidate brought to its end.</summary>
internal sealed class LearnerCheck(IAggregateStore store, ChaosModel model, string config, ChaosFindings findings)
{
    private readonly ChaosIteration[] _iterations = [.. model.Iterations.Where(iteration => iteration.Config == config)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await store.LoadAsync<LearnerState>(AggregateKey.Learner(config), cancellationToken) is not { } stored)
        {
            findings.Lost.Add($"{AggregateKey.Learner(config)} is not there");
            return;
        }

        CheckRows(stored.State);
        CheckLanes(stored.State);
        var trainings = new List<int>();
        foreach (var iteration in Of(IterationKind.Exported))
        {
            var state = await store.LoadAsync<IterationState>(iteration.Key, cancellationToken);
            trainings.AddRange(state?.State.Training is { } training ? [training.Number] : []);
        }

        CheckTrainings(stored.State, trainings);
    }

    private void CheckRows(LearnerState learner)
    {
        var files = Of(IterationKind.Exported).Select(iteration => iteration.Rows).ToArray();
        findings.Require($"{learner.Key()}: rows", files.Sum(file => (long)file.Rows), learner.Rows);
        findings.Require($"{learner.Key()}: games", files.Sum(file => (long)file.Games), learner.Games);
        findings.Require($"{learner.Key()}: files in the window", learner.Window.Distinct().Count(), learner.Window.Count);
        foreach (var file in learner.Window.Except(files))
        {
            findings.Unexpected.Add($"{learner.Key()}: {file} is in the window");
        }
    }

    /// <summary>Iterations that the pipeline began stay where their games are verified, since nobody does so here; all others are over.</summary>
    private void CheckLanes(LearnerState learner)
    {
        findings.Require($"{learner.Key()}: iterations begun", model.Newest, learner.Begun);
        findings.Require($"{learner.Key()}: iterations that play", 0, learner.Playing.Count);
        foreach (var left in learner.Working.Except(Of(IterationKind.Begun).Select(iteration => iteration.Iteration)))
        {
            findings.Lost.Add($"{learner.Key()}: iteration {left} is not over");
        }

        findings.Require($"{learner.Key()}: iterations past self-play", Of(IterationKind.Begun).Count(), learner.Working.Count);
    }

    private void CheckTrainings(LearnerState learner, List<int> trainings)
    {
        findings.Require($"{learner.Key()}: trainings", trainings.Count, learner.Trainings);
        findings.Require($"{learner.Key()}: distinct trainings", trainings.Count, trainings.Distinct().Count());
        findings.Require($"{learner.Key()}: trainings that run", 0, learner.Training is null ? 0 : 1);
        findings.Require($"{learner.Key()}: candidates that are measured", 0, learner.Evaluating is null ? 0 : 1);
        findings.Require($"{learner.Key()}: number of the training whose network plays", learner.Trainings, learner.Generators.LastOrDefault()?.Training ?? 0);
        if (trainings.Count == 0 && Of(IterationKind.Exported).Count() > 1)
        {
            findings.Lost.Add($"{learner.Key()}: no training of {learner.Rows} rows");
        }
    }

    private IEnumerable<ChaosIteration> Of(IterationKind kind) => _iterations.Where(iteration => iteration.Kind == kind);
}
