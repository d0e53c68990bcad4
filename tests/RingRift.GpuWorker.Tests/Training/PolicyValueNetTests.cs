using RingRift.Game;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Tests.Training;

/// <summary>The twin's answers and gradients on this processor, against the same network in plain loops.</summary>
[Trait("Category", "Slow")]
public sealed class PolicyValueNetTests
{
    private const double Step = 1e-6;

    public PolicyValueNetTests() => TorchRuntime.EnsureLoaded(1);

    [Theory]
    [InlineData("hex8_2p", 2, 32, 32, 32, 2)]
    [InlineData("hex8_4p", 2, 8, 2, 5, 3)]
    [InlineData("square8_2p", 2, 24, 8, 17, 3)]
    [InlineData("square8_3p", 1, 40, 33, 32, 1)]
    [InlineData("square8_2p", 1, 16, 32, 32, 18)]
    public void Should_answer_and_learn_as_the_plain_network(string config, int blocks, int channels, int policyChannels, int valueChannels, int rows)
    {
        var spec = NetworkSpec.For(GameConfig.Parse(config), blocks, channels) with { PolicyChannels = policyChannels, ValueChannels = valueChannels };
        var random = new SeededRandom(23);
        var (weights, planes) = (Weights(spec, random), Numbers(random, rows * spec.Planes * spec.Area));
        var outer = Numbers(random, rows * (spec.Actions + spec.Players));
        using var scope = NewDisposeScope();
        using var net = new PolicyValueNet(weights, CPU);

        var (policy, value) = net.Forward(tensor(planes, [rows, spec.Planes, spec.Height, spec.Width]));
        var answers = cat([policy, value], 1);
        (answers * tensor(outer, [rows, spec.Actions + spec.Players])).sum().backward();

        var exact = weights.AsDictionary().ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value, number => (double)number));
        Assert.All(Answers(spec, exact, planes).Zip(PolicyValueNet.ToArray(answers)), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        AssertGradients(spec, exact, planes, outer, net.Layout.Unpack(net.Values.grad!));
    }

    [Fact]
    public void Should_give_back_the_weights_it_was_given()
    {
        var weights = NetworkWeights.Random(NetworkSpec.For(SelfPlayedSamples.Hex8, 2, 24), 5);
        using var net = new PolicyValueNet(weights, CPU);

        var back = net.ToWeights();

        Assert.All(weights.Shapes, shape => Assert.Equal(weights[shape.Name], back[shape.Name]));
    }

    /// <summary>Moves each weight tensor a little along a direction, and compares how much the answers move with what the gradient says.</summary>
    private static void AssertGradients(
        NetworkSpec spec, Dictionary<string, double[]> weights, float[] planes, float[] outer, Dictionary<string, float[]> gradients)
    {
        Assert.Equal(weights.Keys.Order(), gradients.Keys.Order());
        var random = new SeededRandom(29);
        foreach (var (name, values) in weights)
        {
            var direction = Numbers(random, values.Length);
            double Moved(double step) => Answers(spec, With(weights, name, [.. values.Zip(direction, (at, to) => at + (step * to))]), planes)
                .Zip(outer, (answer, factor) => answer * factor).Sum();
            var expected = (Moved(Step) - Moved(-Step)) / (2 * Step);
            var actual = gradients[name].Zip(direction, (left, right) => (double)left * right).Sum();
            Assert.True(Math.Abs(expected - actual) < 1e-3 * (1 + Math.Abs(expected)), $"gradient to {name}: {actual}, not {expected}");
        }
    }

    private static Dictionary<string, double[]> With(Dictionary<string, double[]> weights, string name, double[] values) => new(weights) { [name] = values };

    private static double[] Answers(NetworkSpec spec, IReadOnlyDictionary<string, double[]> weights, float[] planes)
    {
        var network = new PlainNetwork(spec, weights);
        return [.. planes.Chunk(spec.Planes * spec.Area).SelectMany(network.Answer)];
    }

    /// <summary>Random weights whose biases and last layers are no longer zero or small.</summary>
    private static NetworkWeights Weights(NetworkSpec spec, SeededRandom random)
    {
        var weights = NetworkWeights.Random(spec, 3);
        foreach (var shape in weights.Shapes)
        {
            var values = weights[shape.Name];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] += (float)(random.NextGaussian() * 0.1);
            }
        }

        return weights;
    }

    private static float[] Numbers(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
