using System.Diagnostics;
using RingRift.Azure.Topology;
using RingRift.Eventing.Events;
using RingRift.Local.Stack;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Runs;
using Xunit.Abstractions;

namespace RingRift.Local.Tests.Stack;

/// <summary>Everything for real, as small as it goes: processes, storage, Event Grid client, self-play, training, matches.</summary>
[Trait("Category", "Slow")]
public sealed class LocalStackTests(ITestOutputHelper output) : IDisposable
{
    private const string Config = "hex8_2p";
    private const int Iterations = 2;
    private const int GamesPerShard = 30;

    private static readonly Dictionary<string, string> Small = new()
    {
        ["Pipeline__Lanes"] = $"{Iterations}",
        ["Pipeline__MaxIterations"] = $"{Iterations}",
        ["Pipeline__ShardsPerIteration"] = "1",
        ["Pipeline__FirstGamesPerShard"] = $"{GamesPerShard}",
        ["Pipeline__PairsPerChunk"] = "1",
        ["Pipeline__PairsAgainstChampion"] = "4",
        ["Pipeline__PromotionTest__Elo0"] = "-100",
        ["Pipeline__PromotionTest__Elo1"] = "100",
        ["Pipeline__PromotionTest__Alpha"] = "0.45",
        ["Pipeline__PromotionTest__Beta"] = "0.45",
        ["Pipeline__PairsAgainstBaseline"] = "1",
        ["Pipeline__Baselines"] = "random",
        ["Pipeline__MatchSimulations"] = "4",
        // The rows of whichever iteration is there first are trained on, those of the other join the window.
        ["Pipeline__FirstTrainingRows"] = "1",
        // Enough steps, with checkpoints, to be killed in the middle.
        ["Training__MinSteps"] = "120",
        ["Training__MaxSteps"] = "120",
        ["Training__CheckpointSteps"] = "10",
        // One thread and enough visits: on a machine with many cores the games must not be over before the test sees them.
        ["SelfPlay__Threads"] = "1",
        ["SelfPlay__FullVisits"] = "32",
        ["SelfPlay__FastVisits"] = "16",
        ["SelfPlay__CheckpointGames"] = "4",
        ["SelfPlay__ConcurrentGames"] = "4",
        ["Worker__LeaseSeconds"] = "3",
        ["Worker__PollSeconds"] = "0.1",
        ["Worker__HeartbeatSeconds"] = "0.1",
    };

    private readonly TestFolder _data = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        foreach (var log in Directory.EnumerateFiles(_data.Path, "*.log", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            output.WriteLine($"{log}:\n{File.ReadAllText(log)}");
        }

        _patience.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task When_workers_and_functions_are_killed_and_the_stack_restarted_should_lose_nothing_and_count_nothing_twice()
    {
        var folder = new StackFolder(_data.Path);
        await using (var stack = await StartAsync(folder))
        {
            await stack.Functions.StartRunAsync(Config, _patience.Token);
            await UntilAsync(stack, IsPlaying);
            Kill(Assert.Single(stack.WorkerProcessIds));
            Kill(stack.FunctionsProcessId!.Value);
            await UntilAsync(stack, IsTraining);
            Kill(Assert.Single(stack.WorkerProcessIds));
            await UntilAsync(stack, status => status?.Iterations.Any(iteration => iteration is { Stage: > IterationStage.Training, Training: not null }) == true);
            Assert.Contains(stack.Notes, note => note.StartsWith("worker-0 was started again 2 times", StringComparison.Ordinal));
            Assert.Contains(stack.Notes, note => note.StartsWith("functions was started again 1 times", StringComparison.Ordinal));
        }

        await using (var again = await StartAsync(folder))
        {
            var resumed = await again.Functions.StartRunAsync(Config, _patience.Token);
            Assert.Equal((false, Iterations), (resumed.Started, resumed.Iteration));
            var ended = await UntilAsync(again, status => status?.Stopped is not null);
            var iteration = Assert.Single(ended.Iterations);
            Assert.Equal(120, iteration.Training!.Steps);
            Assert.True(iteration.Training.Attempt > 1, "training was not begun again");
            Assert.Equal((iteration.Matches, 2 * iteration.Matches), (iteration.MatchesDone, Assert.Single(iteration.Scores).Games));
            Assert.True(iteration.Outcome is IterationOutcome.Promoted or IterationOutcome.Rejected, iteration.Reason);
        }

        await CheckRowsAsync(folder);
    }

    [Fact]
    public async Task When_the_functions_are_hosted_elsewhere_should_deliver_to_them_and_work_for_them()
    {
        var plan = new StackPlan
        {
            Workers = 1,
            Settings = Small,
            Functions = new Uri($"http://127.0.0.1:{FreePort.Prefer(DevelopmentEndpoints.Functions.Port)}/"),
            EventGridPort = FreePort.Prefer(DevelopmentEndpoints.EventGridPort),
            EventGridKey = DevelopmentEndpoints.EventGridKey,
        };
        await using var stack = await LocalStack.StartAsync(new StackFolder(_data.Path), plan, _ => { }, TimeProvider.System, _patience.Token);
        await using var functions = ChildProcess.Start(
            new ChildProcessOptions
            {
                Name = "functions-elsewhere",
                Assembly = StackPrograms.Functions,
                Arguments = ["--port", $"{plan.Functions.Port}"],
                Environment = new Dictionary<string, string>(Small)
                {
                    ["AzureWebJobsStorage"] = stack.Endpoints.StorageConnectionString,
                    ["EventGrid__TopicEndpoint"] = $"http://127.0.0.1:{plan.EventGridPort}/topics/{PipelineTopology.Topic}/api/events",
                    ["EventGrid__TopicKey"] = plan.EventGridKey,
                },
                LogFolder = _data.Path,
            },
            TimeProvider.System);

        Assert.Null(stack.FunctionsProcessId);
        await UntilHealthyAsync(stack);
        await stack.Functions.StartRunAsync(Config, _patience.Token);
        await UntilAsync(stack, status => status?.Iterations.Any(iteration => iteration.ShardsDone > 0) == true);
    }

    /// <summary>Every game was verified once, and every row is in the window once.</summary>
    private async Task CheckRowsAsync(StackFolder folder)
    {
        await using var storage = await StackStorage.OpenAsync(folder, _patience.Token);
        var iterations = await storage.Get<IterationStore>().ListAsync(Config, unreadable: null, _patience.Token);
        Assert.Equal([1, 2], iterations.Select(iteration => iteration.Iteration));
        Assert.Single(iterations, iteration => iteration.Outcome == IterationOutcome.Banked);
        Assert.All(iterations, iteration => Assert.Equal(GamesPerShard, Assert.Single(iteration.Shards).Games));
        Assert.All(iterations, iteration => Assert.Equal((GamesPerShard, 0), (iteration.Sync!.Games + iteration.Sync.Duplicates, iteration.Sync.Rejected)));

        var learner = (await storage.Get<LearnerStore>().FindAsync(Config, _patience.Token))!;
        Assert.Empty(learner.Open());
        Assert.Equal(1, learner.Trainings);
        Assert.Equal(iterations.Sum(iteration => (long)iteration.Sync!.Games), learner.Games);
        Assert.Equal(iterations.SelectMany(iteration => iteration.Export!.Files()).Sum(file => (long)file.Rows), learner.Rows);
        Assert.Equal(
            iterations.SelectMany(iteration => iteration.Export!.Files()).Select(file => file.Artifact.Sha256).Order(),
            learner.Window.Select(file => file.Artifact.Sha256).Order());
    }

    private async Task UntilHealthyAsync(LocalStack stack)
    {
        while (!await stack.Functions.IsHealthyAsync(_patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), _patience.Token);
        }
    }

    private static bool IsPlaying(RunStatus? status)
    {
        Assert.False(status?.Iterations.Any(iteration => iteration.Stage > IterationStage.SelfPlay) == true, "self-play was over before the worker could be killed");
        return status?.Jobs.Any(job => job is { Stage: "selfplay", Done: > 0 } && job.Done < job.Total) == true;
    }

    private static bool IsTraining(RunStatus? status)
    {
        Assert.False(status?.Iterations.Any(iteration => iteration.Stage > IterationStage.Training) == true, "training was over before the worker could be killed");
        return status?.Jobs.Any(job => job is { Stage: "training", Done: > 0 } && job.Done < job.Total) == true;
    }

    private static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    private Task<LocalStack> StartAsync(StackFolder folder) => LocalStack.StartAsync(
        folder, new StackPlan { Workers = 1, Settings = Small }, _ => { }, TimeProvider.System, _patience.Token);

    private async Task<RunStatus> UntilAsync(LocalStack stack, Func<RunStatus?, bool> reached)
    {
        while (true)
        {
            var status = await stack.Functions.TryReadRunAsync(Config, _patience.Token);
            if (reached(status))
            {
                return status!;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), _patience.Token);
        }
    }
}
