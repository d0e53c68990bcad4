using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>A run whose events came in some order, and a second one whose events come in another and which keeps to the schedule of the first.</summary>
[Trait("Category", "Slow")]
public sealed class When_a_run_is_repeated
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    public async Task Should_play_train_and_decide_the_same(int lanes, int repeatedLanes)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var first = new PipelineHarness([.. Settings(lanes)]);
            await first.RunAsync(new Delivery(Times: 2, ShuffleSeed: 11));
            var schedule = RunSchedule.Of(GameConfig.Parse(PipelineHarness.Config), 5, await first.IterationsAsync());
            Assert.True(schedule.Iterations.Count(one => one.Training is not null) >= 3, "too few networks were trained");
            var path = Path.Combine(folder.FullName, "schedule.json");
            await File.WriteAllBytesAsync(path, schedule.ToBytes());

            using var second = new PipelineHarness([.. Settings(repeatedLanes), ("Schedule", path), ("RowsPerTraining", "100000"), ("FirstGamesPerShard", "7")]);
            await second.RunAsync(new Delivery(Times: 2, ShuffleSeed: 12));
            Assert.Equal(await ToldAsync(first, schedule), await ToldAsync(second, schedule));
            Assert.Empty(await second.DeadLettersAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Value)> Settings(int lanes) =>
    [
        ("Lockstep", "false"), ("Lanes", $"{lanes}"), ("ShardsPerIteration", "1"), ("MaxIterations", "7"), ("PairsAgainstPast", "0"),
    ];

    /// <summary>Of each iteration of the schedule the network and the games, what was trained on and from what, and the verdict.</summary>
    private static async Task<IReadOnlyList<string>> ToldAsync(PipelineHarness harness, RunSchedule schedule)
    {
        var requests = harness.Bus.Published.Where(e => e.Type == DataEventType.TrainingRequested).DistinctBy(e => e.Id)
            .Select(e => e.Payload<TrainingRequested>()).ToDictionary(request => request.Iteration);
        return
        [
            .. (await harness.IterationsAsync()).Take(schedule.Iterations.Count).Select(state => string.Join(
                ' ',
                state.Iteration,
                state.PlayedWith()?.Sha256,
                string.Join(',', state.Shards.Select(shard => shard.Data.Sha256)),
                requests.GetValueOrDefault(state.Iteration) is { } request
                    ? $"{string.Join(',', request.Window.Select(file => file.Sha256))} {request.Samples} {request.Seed} {request.StartFrom?.Sha256}"
                    : "none",
                state.Outcome,
                state.OutcomeReason)),
        ];
    }
}
