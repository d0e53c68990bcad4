using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Tests.Training;

/// <summary>
/// Two steps by hand, by algorithm 2 of "Decoupled weight decay regularization": learning rate 0.1, decay 0.01, weights of 1, gradients of
/// 0.5 and then -0.25. Step 1: m = 0.05, v = 0.00025, corrected 0.5 and 0.25, so the step is 0.1. Step 2: m = 0.02, v = 0.00031225,
/// corrected 0.02 / 0.19 and 0.00031225 / 0.001999, so the step is 0.1 * 0.10526316 / 0.39522539 = 0.02663370.
/// </summary>
public sealed class AdamWTests : IDisposable
{
    private const string Matrix = "stem.conv.weight";
    private const string Bias = "stem.conv.bias";
    private const float Tolerance = 2e-6f;
    private static readonly TrainingOptions Options = new() { Blocks = 2, Channels = 8, WeightDecay = 0.01, UseCuda = false };
    private readonly PolicyValueNet _net;
    private readonly AdamW _optimizer;

    public AdamWTests()
    {
        TorchRuntime.EnsureLoaded(1);
        var weights = NetworkWeights.Random(NetworkSpec.For(SelfPlayedSamples.Hex8, Options.Blocks, Options.Channels), 1);
        foreach (var shape in weights.Shapes)
        {
            Array.Fill(weights[shape.Name], 1f);
        }

        _net = new PolicyValueNet(weights, CPU);
        _optimizer = new AdamW(_net, Options, state: null);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _net.Dispose();
    }

    [Fact]
    public void Should_step_by_the_corrected_moments_and_decay_weights_but_not_biases()
    {
        Step(1, 0.5f);
        AssertAll(1 - 0.001 - 0.1, _net.Values, Matrix);
        AssertAll(1 - 0.1, _net.Values, Bias);

        Step(2, -0.25f);
        AssertAll((0.899 * 0.999) - 0.02663370, _net.Values, Matrix);
        AssertAll(0.9 - 0.02663370, _net.Values, Bias);
    }

    [Fact]
    public void Should_keep_the_moments_to_be_stored()
    {
        Step(1, 0.5f);
        Step(2, -0.25f);

        var state = _optimizer.ToState();
        Assert.All(state.First[Bias], moment => Assert.Equal(0.02f, moment, Tolerance));
        Assert.All(state.Second[Bias], moment => Assert.Equal(0.00031225f, moment, 1e-9f));
    }

    [Fact]
    public void Should_average_the_weights_forgetting_the_start_quickly()
    {
        Step(1, 0.5f);
        AssertAll((2.0 / 11 * 1) + (9.0 / 11 * 0.9), _optimizer.Average, Bias);

        Step(2, -0.25f);
        AssertAll((0.25 * ((2.0 / 11 * 1) + (9.0 / 11 * 0.9))) + (0.75 * (0.9 - 0.02663370)), _optimizer.Average, Bias);
    }

    [Fact]
    public void Should_shorten_gradients_by_the_factor_before_anything_else()
    {
        Step(1, 5f, gradientScale: 0.1);
        Step(2, -2.5f, gradientScale: 0.1);

        AssertAll(0.9 - 0.02663370, _net.Values, Bias);
    }

    [Fact]
    public void Should_clear_the_gradients()
    {
        Step(1, 0.5f);

        using var gradient = _net.Values.grad!;
        Assert.All(PolicyValueNet.ToArray(gradient), value => Assert.Equal(0f, value));
    }

    private void Step(int number, float gradient, double gradientScale = 1)
    {
        using var scope = NewDisposeScope();
        using Scalar factor = gradient;
        _net.Values.sum().mul(factor).backward();
        _optimizer.Apply(number, learningRate: 0.1, gradientScale);
    }

    private void AssertAll(double expected, Tensor row, string weight) =>
        Assert.All(_net.Layout.Unpack(row)[weight], value => Assert.Equal((float)expected, value, Tolerance));
}
