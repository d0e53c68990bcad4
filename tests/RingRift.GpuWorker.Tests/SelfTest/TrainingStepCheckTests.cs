using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.SelfTest;

public sealed class TrainingStepCheckTests
{
    private static readonly TrainingOptions Training = new() { BatchSize = 13, UseCuda = false };

    [Fact]
    public void When_all_is_right_should_find_nothing() => Assert.Empty(Run(new PlainStep()));

    [Fact]
    public void When_a_layer_in_the_middle_is_perturbed_should_notice()
    {
        var network = Network();
        network.Weights["block1.conv1.weight"][5] += 0.05f;
        Assert.StartsWith(
            "the answers of LibTorch to 13 positions and plain arithmetic differ by",
            Run(new TorchTrainingStep(Options.Create(Training)), network)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void When_only_the_last_row_is_wrong_should_notice() =>
        Assert.Contains(
            "differ by 0.5", Assert.Single(Run(new PlainStep(made => made.Value[^1] += made.Value[^1] > 1 ? made.Value[^1] / 2 : 0.5f))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("stem.conv.bias")]
    [InlineData("block0.conv2.weight")]
    [InlineData("block1.pool.bias")]
    [InlineData("value.out.weight")]
    public void When_one_gradient_is_no_number_should_name_its_weight(string weight)
    {
        var failures = Run(new PlainStep(made => made.Gradients[weight][^1] = float.NaN));
        Assert.Contains(
            $"gradients differ from plain arithmetic in relation to their largest: {weight} by Infinity; at most 0.001", failures[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_one_gradient_is_a_little_wrong_should_notice()
    {
        var failures = Run(
            new PlainStep(made => made.Gradients["block1.conv2.weight"][3] += 0.01f * made.Gradients["block1.conv2.weight"].Max(Math.Abs)));
        Assert.Contains("block1.conv2.weight by 0.01", failures[0], StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_optimiser_steps_elsewhere_should_name_the_weight() => Assert.Equal(
        "weights after one optimiser step differ: policy.out.weight by 0.001; at most 4e-06 is allowed",
        Assert.Single(Run(new PlainStep(made => made.Weights["policy.out.weight"][0] += 0.001f))));

    private static SelfTestNetwork Network() => new(SelfTestBench.Small, positions: 4, Training.BatchSize);

    private static IReadOnlyList<string> Run(ITrainingStep step, SelfTestNetwork? network = null) =>
        new TrainingStepCheck(
            step, Options.Create(new SelfTestOptions()),
            Options.Create(Training)).Run(network ?? Network(), TorchRung.First, isTimed: false).Failures;
}
