using RingRift.Game;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class SampleWindowTests
{
    [Fact]
    public void Should_hold_out_whole_games()
    {
        var window = SelfPlayedSamples.Window(validationShare: 0.3);
        var samples = window.Files[0];

        var held = window.Validation.Select(key => samples.GameOf(key.Row)).ToHashSet();

        Assert.NotEmpty(held);
        Assert.DoesNotContain(window.Training, key => held.Contains(samples.GameOf(key.Row)));
        Assert.Equal(samples.Count, window.Training.Count + window.Validation.Count);
    }

    [Fact]
    public void Should_hold_out_the_same_games_in_a_later_window()
    {
        var first = SelfPlayedSamples.Named("first", "hex8_2p", SelfPlayedSamples.Games);
        var second = SelfPlayedSamples.Named("second", "hex8_2p", SelfPlayedSamples.Play("hex8_2p", 4, seed: 8));

        var early = new SampleWindow(SelfPlayedSamples.Hex8, [first], 0.3);
        var late = new SampleWindow(SelfPlayedSamples.Hex8, [second, first], 0.3);

        Assert.Equal(early.Validation.Select(key => key.Row), late.Validation.Where(key => key.File == 1).Select(key => key.Row));
        Assert.NotEqual(early.Fingerprint, late.Fingerprint);
    }

    [Fact]
    public void Should_refuse_files_of_another_configuration()
    {
        var error = Assert.Throws<TrainingException>(() => new SampleWindow(
            GameConfig.Parse("square8_2p"), [SelfPlayedSamples.Named("first", "hex8_2p", SelfPlayedSamples.Games)], 0.1));
        Assert.Contains("hex8_2p, not square8_2p", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_window_without_rows() =>
        Assert.Throws<TrainingException>(() => new SampleWindow(SelfPlayedSamples.Hex8, [], 0.1));
}
