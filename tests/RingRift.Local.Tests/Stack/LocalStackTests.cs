using System.Diagnostics;
using RingRift.Local.Stack;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;
using Xunit.Abstractions;

namespace RingRift.Local.Tests.Stack;

/// <summary>Everything for real, as small as it goes: processes, storage, Event Grid client, self-play, training, matches.</summary>
public sealed class LocalStackTests(ITestOutputHelper output) : IDisposable
{
    private const string Config = "hex8_2p";
    private const int Shards = 2;
    private const int GamesPerShard = 30;

    private static readonly Dictionary<string, string> Small = new()
    {
        ["Pipeline__ShardsPerIteration"] = $"{Shards}",
        ["Pipeline__FirstGamesPerShard"] = $"{GamesPerShard}",
        ["Pipeline__PairsPerChunk"] = "1",
        ["Pipeline__PairsAgainstBaseline"] = "1",
        ["Pipeline__Baselines"] = "random",
        ["Pipeline__MatchSimulations"] = "4",
        ["Pipeline__MaxIterations"] = "1",
        ["Training__MinSteps"] = "5",
        ["Training__MaxSteps"] = "5",
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
    public async Task When_a_worker_is_killed_and_the_stack_restarted_should_lose_nothing_and_count_nothing_twice()
    {
        var folder = new StackFolder(_data.Path);
        await using (var stack = await StartAsync(folder))
        {
            await stack.Functions.StartRunAsync(Config, _patience.Token);
            await UntilAsync(stack, IsPlaying);
            Process.GetProcessById(Assert.Single(stack.WorkerProcessIds)).Kill();
            await UntilAsync(stack, status => status is { Stage: > IterationStage.Selfplay });
            Assert.Contains(stack.Notes, note => note.StartsWith("worker-0 was started again", StringComparison.Ordinal));
        }

        await using (var again = await StartAsync(folder))
        {
            var resumed = await again.Functions.StartRunAsync(Config, _patience.Token);
            Assert.Equal((false, 1), (resumed.Started, resumed.Iteration));
            var ended = await UntilAsync(again, status => status?.Stopped is not null);
            var iteration = Assert.Single(ended.Iterations);
            Assert.Equal((Shards, Shards * GamesPerShard), (iteration.ShardsDone, iteration.Games));
            Assert.Equal((Shards * GamesPerShard, 0), (iteration.GamesKept + iteration.Duplicates, iteration.Rejected));
            Assert.Equal(2, Assert.Single(iteration.Scores).Games);
            Assert.True(iteration.Outcome is IterationOutcome.Promoted or IterationOutcome.Rejected, iteration.Reason);
        }
    }

    private static bool IsPlaying(RunStatus? status)
    {
        Assert.False(status?.Stage > IterationStage.Selfplay, "self-play was over before the worker could be killed");
        return status?.Jobs.Any(job => job is { Stage: "selfplay", Done: > 0 } && job.Done < job.Total) == true;
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
