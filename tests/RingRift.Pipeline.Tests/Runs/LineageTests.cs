using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Runs;

public sealed class LineageTests
{
    // Iteration 4 was late: its rows made the third training due, when networks of later iterations already played.
    private static readonly Lineage Run = new(
        [
            Games(1), Games(2), Trained(Games(3), 1, startsFrom: null, 1, 2, 3), Trained(Games(4), 3, startsFrom: 6, 4, 5, 6, 7), Games(5, playedBy: 3),
            Trained(Games(6, playedBy: 3), 2, startsFrom: 3, 2, 3, 5, 6), Games(7, playedBy: 6), Games(8),
        ],
        [States.Champion with { Model = Model(3) }, States.Champion with { Model = Model(4), Generation = 2 }]);

    [Fact]
    public void Should_follow_a_network_back_to_the_networks_and_games_it_came_of()
    {
        var network = Run.NetworkOf(4)!;
        Assert.Equal([4, 6, 3], Run.Ancestors(network).Select(one => one.Iteration));
        Assert.Equal([(4, null), (5, 3), (6, 3), (7, 6)], Run.TaughtBy(network).Select(games => (games.Iteration, games.PlayedBy)));
        Assert.Equal((6, 2), (network.Parent, Assert.Single(network.Generations)));
        Assert.Equal("4-7", Assert.Single(network.Window).ToString());
    }

    [Theory]
    [InlineData(1, new[] { 3 }, new[] { 3, 6, 4 })]
    [InlineData(5, new[] { 6, 4 }, new[] { 6, 4 })]
    [InlineData(7, new[] { 4 }, new[] { 4 })]
    [InlineData(8, new int[0], new int[0])]
    public void Should_follow_games_forward_to_the_networks_they_taught_and_led_to(int iteration, int[] taught, int[] descendants)
    {
        Assert.Equal(taught, Run.Taught(iteration).Select(network => network.Iteration));
        Assert.Equal(descendants, Run.Descendants(iteration).Select(network => network.Iteration));
    }

    [Fact]
    public void Should_find_an_iteration_by_number_and_by_the_hash_of_each_of_its_files()
    {
        Assert.Equal([7], Run.Find("7"));
        Assert.Equal([6], Run.Find(Model(6).Sha256));
        Assert.Equal([6], Run.Find(Checkpoint(6).Sha256));
        Assert.Equal([5], Run.Find(States.Artifact(ArtifactKind.Games, 0x500).Sha256));
        Assert.Equal([5], Run.Find(States.Artifact(ArtifactKind.Samples, 0x5000).Sha256));
        Assert.Equal(8, Run.Find("0000").Count);
        Assert.Empty(Run.Find("9"));
        Assert.Empty(Run.Find("f00"));
    }

    [Fact]
    public void When_the_iterations_of_a_run_followed_one_another_should_take_the_window_from_the_plan()
    {
        var earlier = new SampleFile(1, States.Artifact(ArtifactKind.Samples, 0x1000), 10, 100);
        var state = Games(2);
        state = Trained(state, 0, startsFrom: null) with { Plan = state.Plan with { Earlier = [earlier], StartFrom = Checkpoint(1) } };
        var lineage = new Lineage([Trained(Games(1), 0, startsFrom: null), state], []);
        Assert.Equal([2, 1], lineage.Ancestors(lineage.NetworkOf(2)!).Select(network => network.Iteration));
        Assert.Equal([1, 2], lineage.TaughtBy(lineage.NetworkOf(2)!).Select(games => games.Iteration));
    }

    [Fact]
    public async Task When_a_run_went_by_should_lead_its_champion_back_to_all_rows_of_its_training()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        var lineage = (await harness.Get<LineageReader>().ReadAsync(States.Config, [], CancellationToken.None))!;
        var champion = lineage.Networks.Where(network => network.Generations.Count > 0).MaxBy(network => network.Generations[^1])!;
        Assert.Equal(champion.Rows, lineage.TaughtBy(champion).Sum(games => games.Rows));
        Assert.All(lineage.Ancestors(champion), network => Assert.Contains(network, lineage.Networks));
        Assert.Equal(champion.Iteration > 1, champion.Parent is not null);
        Assert.Null(await harness.Get<LineageReader>().ReadAsync("square8_2p", [], CancellationToken.None));
    }

    private static ArtifactRef Model(int iteration) => States.Artifact(ArtifactKind.Model, iteration);

    private static ArtifactRef Checkpoint(int iteration) => States.Artifact(ArtifactKind.Checkpoint, 0x10 * iteration);

    private static IterationState Games(int iteration, int? playedBy = null)
    {
        var state = States.SelfPlay(iteration, shards: 1);
        return state with
        {
            Stage = IterationStage.Finished,
            Plan = state.Plan with { Model = playedBy is { } network ? Model(network) : null },
            Shards = [new ShardResult(0, States.Artifact(ArtifactKind.Games, 0x100 * iteration), 10, 1, 3)],
            Sync = new SyncResult(States.Artifact(ArtifactKind.Manifest, iteration), 10, 0, 0),
            Export = new ExportResult(new SampleFile(iteration, States.Artifact(ArtifactKind.Samples, 0x1000 * iteration), 10, 100), States.Quality()),
        };
    }

    private static IterationState Trained(IterationState state, int number, int? startsFrom, params int[] window) => state with
    {
        Training = new TrainingState
        {
            JobId = $"training-{state.Iteration}",
            Rows = 100 * window.Length,
            Number = number,
            StartFrom = startsFrom is { } parent ? Checkpoint(parent) : null,
            Window = IterationRange.Of(window),
            Model = Model(state.Iteration),
            Checkpoint = Checkpoint(state.Iteration),
        },
    };
}
