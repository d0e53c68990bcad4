using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Local.Arguments;
using RingRift.Local.Models;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Models;

public sealed class LineageTextTests
{
    private const string Config = "hex8_2p";

    private static readonly Lineage Run = new(
        [Iteration(1), Iteration(2) with { Training = Network(2, null), Outcome = IterationOutcome.Promoted }, Iteration(3, 2) with { Training = Network(3, 2) }],
        [new Champion(Config, File(ArtifactKind.Model, 2), File(ArtifactKind.Checkpoint, 2), 2, 1)]);

    [Fact]
    public void Should_tell_forward_from_games_and_back_from_the_network() => Assert.Equal(
        [
            "games of iteration 3: 40, 900 rows, played by the network of iteration 2",
            "  taught the network of iteration 3, being measured",
            "network of iteration 3, 000000000000, being measured",
            "  begins with the network of iteration 2",
            "  taught by 80 games of iterations 1-2, played by rollouts",
            "  taught by 40 games of iteration 3, played by the network of iteration 2",
            "network of iteration 2, 000000000000, champion of generation 1",
            "  begins with random weights",
            "  taught by 80 games of iterations 1-2, played by rollouts",
        ],
        LineageText.Lines(Run, 3));

    [Fact]
    public void Should_tell_networks_that_games_taught_from_those_they_led_to() =>
        Assert.Contains("  led to the network of iteration 3, being measured", LineageText.Lines(new Lineage(
            [Iteration(2) with { Training = Network(2, null) }, Iteration(3, 2) with { Training = Network(3, 2) with { Window = IterationRange.Of([3]) } }], []), 2));

    [Theory]
    [InlineData("champion", 2)]
    [InlineData("3", 3)]
    public void Should_resolve_names(string name, int iteration) => Assert.Equal(iteration, LineageText.Resolve(Run, name));

    [Fact]
    public void When_a_name_is_not_of_one_iteration_should_say_so()
    {
        Assert.Contains("several iterations begin so (1, 2, 3)", Assert.Throws<CommandException>(() => LineageText.Resolve(Run, "0000")).Message, StringComparison.Ordinal);
        Assert.Contains("no iteration has this number", Assert.Throws<CommandException>(() => LineageText.Resolve(Run, "9")).Message, StringComparison.Ordinal);
        Assert.Contains("no champion yet", Assert.Throws<CommandException>(() => LineageText.Resolve(new Lineage([Iteration(1)], []), "champion")).Message, StringComparison.Ordinal);
    }

    private static ArtifactRef File(ArtifactKind kind, int number) => new(kind, number.ToString("x64", CultureInfo.InvariantCulture), 100);

    private static IterationState Iteration(int iteration, int? playedBy = null) => new()
    {
        Config = Config,
        Iteration = iteration,
        Stage = IterationStage.Gate,
        StartedAt = DateTimeOffset.UnixEpoch,
        Plan = new IterationPlan { Shards = 1, GamesPerShard = 40, Seed = 1, Model = playedBy is { } network ? File(ArtifactKind.Model, network) : null },
        Shards = [new ShardResult(0, File(ArtifactKind.Games, 0x100 * iteration), 40, 1, 3)],
        Export = new ExportResult(new SampleFile(iteration, File(ArtifactKind.Samples, 0x1000 * iteration), 40, 900), Quality),
    };

    private static TrainingState Network(int iteration, int? startsFrom) => new()
    {
        JobId = "training",
        Rows = 900 * iteration,
        Number = iteration,
        StartFrom = startsFrom is { } parent ? File(ArtifactKind.Checkpoint, parent) : null,
        Window = IterationRange.Of(Enumerable.Range(1, iteration)),
        Model = File(ArtifactKind.Model, iteration),
        Checkpoint = File(ArtifactKind.Checkpoint, iteration),
    };

    private static Learning.Samples.SampleQuality Quality { get; } = new()
    {
        Config = Config,
        Games = 40,
        Rows = 900,
        DecisiveShare = 1,
        DuplicateShare = 0,
        MinPlies = 50,
        MeanPlies = 150,
        MaxPlies = 300,
        PolicyEntropy = 1.5,
        FixedOrientationShare = 0.1,
        SeatWins = [0.5, 0.5],
        Endings = new Dictionary<string, int>(),
    };
}
