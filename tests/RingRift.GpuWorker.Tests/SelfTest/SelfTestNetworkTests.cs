using RingRift.Game;
using RingRift.GpuWorker.SelfTest;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Tests.SelfTest;

/// <summary>What the runtimes are measured against.</summary>
[Trait("Category", "Slow")]
public sealed class SelfTestNetworkTests
{
    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    public void Should_expect_what_onnx_runtime_says_without_rewriting(string config)
    {
        var network = new SelfTestNetwork(NetworkSpec.For(GameConfig.Parse(config), 2, 8), positions: 3, trainingRows: 3);
        var (policy, seats) = (new float[network.Expected.Policy.Length], new float[network.Expected.Seats.Length]);
        using var evaluator = new OnnxEvaluator(network.Model, new OnnxEvaluatorOptions { MaxBatch = 1, Optimization = OnnxOptimization.None });
        for (var row = 0; row < 3; row++)
        {
            var (width, area) = (network.Spec.Actions, network.Spec.Planes * network.Spec.Area);
            evaluator.Evaluate(1, network.Planes(3).AsSpan(row * area, area), policy.AsSpan(row * width, width), seats.AsSpan(row * network.Spec.Players, network.Spec.Players));
        }

        Assert.InRange(Deviation.Of(policy, network.Expected.Policy), 0, 1e-5);
        Assert.InRange(Deviation.Of(seats, network.Expected.Seats), 0, 1e-5);
        Assert.True(network.Expected.Policy.Chunk(network.Spec.Actions).Select(row => row.Max()).Distinct().Count() == 3, "all positions get the same answer");
    }

    [Fact]
    public void Should_expect_the_gradients_that_small_changes_of_the_weights_show()
    {
        const double Step = 1e-3;
        var network = new SelfTestNetwork(SelfTestBench.Small, positions: 2, trainingRows: 3);
        foreach (var shape in network.Weights.Shapes)
        {
            var weights = network.Weights[shape.Name];
            var at = Enumerable.Range(0, weights.Length).MaxBy(i => Math.Abs(network.Expected.Gradients[shape.Name][i]));
            var kept = weights[at];
            weights[at] = (float)(kept + Step);
            var (above, upper) = (Loss(network), weights[at]);
            weights[at] = (float)(kept - Step);
            var slope = (above - Loss(network)) / ((double)upper - weights[at]);
            weights[at] = kept;
            var expected = network.Expected.Gradients[shape.Name][at];
            Assert.True(Math.Abs(slope - expected) < 0.02 * Math.Abs(expected), $"{shape.Name}: {expected}, and small changes show {slope}");
        }
    }

    [Fact]
    public void Should_repeat_its_positions_through_a_batch()
    {
        var network = new SelfTestNetwork(SelfTestBench.Small, positions: 2, trainingRows: 5);
        Assert.Equal(["a", "b", "a", "b", "a"], network.Repeated(["a", "b"], 5));
        Assert.Equal(5, network.TrainingRows);
    }

    [Theory]
    [InlineData("hex8_2p", 40, 64)]
    [InlineData("hexagonal_4p", 4, 32)]
    [InlineData("square19_4p", 20, 96)]
    public void When_a_network_is_large_should_bound_the_work_and_keep_every_kind_of_layer(string config, int blocks, int channels)
    {
        var wanted = NetworkSpec.For(GameConfig.Parse(config), blocks, channels);
        var network = new SelfTestNetwork(wanted, positions: 8, trainingRows: 65536);
        var work = network.Weights.Shapes.Sum(shape => (double)shape.Length * (shape.Shape.Count == 4 ? network.Spec.Area : 1));
        Assert.True(3 * work * network.Positions <= 2e9, "the reference takes too long");
        Assert.True(3 * work * network.TrainingRows <= 64e9, "a step takes too long");
        Assert.Equal(Kinds(wanted), Kinds(network.Spec));
    }

    private static HashSet<string> Kinds(NetworkSpec spec) => [.. spec.WeightShapes().Select(shape => string.Join('x', shape.Shape))];

    private static double Loss(SelfTestNetwork network)
    {
        var (plain, spec, loss) = (new PlainNetwork(network.Weights), network.Spec, 0.0);
        var planes = network.Planes(network.TrainingRows);
        for (var row = 0; row < network.TrainingRows; row++)
        {
            var (policy, value) = plain.Forward(planes.AsSpan(row * spec.Planes * spec.Area, spec.Planes * spec.Area), new PlainTape(spec.Height, spec.Width));
            loss += CrossEntropy(policy.Value, network.Repeated(network.PolicyTargets, network.TrainingRows)[(row * spec.Actions)..((row + 1) * spec.Actions)]);
            loss += CrossEntropy(value.Value, network.Repeated(network.ValueTargets, network.TrainingRows)[(row * spec.Players)..((row + 1) * spec.Players)]);
        }

        return loss / network.TrainingRows;
    }

    private static double CrossEntropy(double[] logits, float[] targets) => -PlainNetwork.Softmax(logits).Zip(targets, (probability, target) => target * Math.Log(probability)).Sum();
}
