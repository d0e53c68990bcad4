using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Tests.Inference;

public sealed class OnnxEvaluatorTests
{
    private static readonly GameConfig Config = GameConfig.Parse("hex8_2p");
    private static readonly NetworkSpec Spec = NetworkSpec.For(Config, blocks: 1, channels: 8);

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    [InlineData("square19_2p")]
    [InlineData("hexagonal_4p")]
    public void Should_evaluate_positions_of_every_board(string name)
    {
        var config = GameConfig.Parse(name);
        var spec = NetworkSpec.For(config, 1, 4);
        using var evaluator = new OnnxEvaluator(
            OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 3)), new OnnxEvaluatorOptions { MaxBatch = 2 });
        var planes = new float[spec.Planes * spec.Area];
        PositionEncoder.For(config).Encode(new GameState(GameRules.For(config)), planes);
        var (policy, values) = (new float[ActionSpace.For(config).Count], new float[config.Players]);

        evaluator.Evaluate(1, planes, policy, values);

        Assert.Equal(config, evaluator.Config);
        Assert.Equal(1, values.Sum(), 1e-5);
        Assert.True(policy.Distinct().Count() > 100);
    }

    [Fact]
    public void Should_give_a_position_the_same_answer_in_any_batch()
    {
        using var evaluator = new OnnxEvaluator(Model(Spec), new OnnxEvaluatorOptions { MaxBatch = 5 });
        var size = Spec.Planes * Spec.Area;
        var random = new RingRift.Learning.Randomness.SeededRandom(4);
        var planes = Enumerable.Range(0, 5 * size).Select(_ => (float)random.NextDouble()).ToArray();
        var (together, values) = (new float[5 * Spec.Actions], new float[10]);
        evaluator.Evaluate(5, planes, together, values);
        for (var row = 0; row < 5; row++)
        {
            var (alone, value) = (new float[Spec.Actions], new float[2]);
            evaluator.Evaluate(1, planes.AsSpan(row * size, size), alone, value);
            Assert.Equal(values[2 * row], value[0], 1e-5);
            Assert.Equal(together[row * Spec.Actions], alone[0], 1e-4);
            Assert.Equal(together[((row + 1) * Spec.Actions) - 1], alone[^1], 1e-4);
        }
    }

    [Fact]
    public void Should_be_known_by_the_hash_of_its_bytes_or_the_given_name()
    {
        using var hashed = new OnnxEvaluator(Model(Spec));
        using var named = new OnnxEvaluator(Model(Spec), new OnnxEvaluatorOptions { ModelId = "champion" });

        Assert.Equal(64, hashed.ModelId.Length);
        Assert.Equal("champion", named.ModelId);
        Assert.Equal(EvaluatorProvider.Cpu, hashed.Provider);
    }

    [Fact]
    public void When_the_build_has_only_the_processor_should_use_it_for_Auto_without_a_warning()
    {
        using var evaluator = new OnnxEvaluator(
            Model(Spec), new OnnxEvaluatorOptions { Provider = EvaluatorProvider.Auto, Warn = warning => Assert.Fail(warning) });

        Assert.Equal(EvaluatorProvider.Cpu, evaluator.Provider);
    }

    [Fact]
    public void Should_evaluate_in_place_what_it_evaluates_with_copies()
    {
        using var evaluator = new OnnxEvaluator(Model(Spec), new OnnxEvaluatorOptions { MaxBatch = 4 });
        using var batch = evaluator.NewBatch();
        var random = new RingRift.Learning.Randomness.SeededRandom(4);
        for (var round = 0; round < 2; round++)
        {
            var planes = Enumerable.Range(0, 3 * Spec.Planes * Spec.Area).Select(_ => (float)random.NextDouble()).ToArray();
            var (policy, values) = (new float[3 * Spec.Actions], new float[3 * Spec.Players]);
            evaluator.Evaluate(3, planes, policy, values);
            planes.CopyTo(batch.PlanesOf(3));

            evaluator.Evaluate(batch, 3);

            Assert.Equal(policy, batch.PolicyLogitsOf(3).ToArray());
            Assert.Equal(values, batch.SeatValuesOf(3).ToArray());
        }

        using var foreign = new InferenceBatch(Config, 4);
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(foreign, 1));
    }

    [Fact]
    public void Should_allocate_next_to_nothing_per_batch_in_place()
    {
        using var evaluator = new OnnxEvaluator(Model(Spec), new OnnxEvaluatorOptions { MaxBatch = 8 });
        using var batch = evaluator.NewBatch();
        evaluator.Evaluate(batch, 8);

        Assert.InRange(Allocation.FewestOf(() => evaluator.Evaluate(batch, 8)), 0, 64);
    }

    [Fact]
    public void When_the_model_is_not_ours_should_say_why()
    {
        var old = Spec with { EncoderVersion = 0 };
        var foreign = Spec with { Config = "chess" };
        var narrow = Spec with { SpatialPlanes = Spec.SpatialPlanes - 1 };

        Assert.Contains("cannot be loaded", Refusal([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("\"encoderVersion\":0", Refusal(Model(old)), StringComparison.Ordinal);
        Assert.Contains("chess", Refusal(Model(foreign)), StringComparison.Ordinal);
        Assert.Contains("needs", Refusal(Model(narrow)), StringComparison.Ordinal);
    }

    [Fact]
    public void When_an_answer_is_not_finite_should_fail()
    {
        var weights = NetworkWeights.Random(Spec, 1);
        weights["policy.out.bias"][0] = float.NaN;
        using var evaluator = new OnnxEvaluator(OnnxNetworkWriter.Write(Spec, weights));

        Assert.Throws<InferenceException>(() =>
            evaluator.Evaluate(1, new float[Spec.Planes * Spec.Area], new float[Spec.Actions], new float[Spec.Players]));
    }

    [Fact]
    public void Should_allocate_next_to_nothing_per_call()
    {
        using var evaluator = new OnnxEvaluator(Model(Spec), new OnnxEvaluatorOptions { MaxBatch = 8 });
        var (planes, policy, values) = (new float[8 * Spec.Planes * Spec.Area], new float[8 * Spec.Actions], new float[16]);
        evaluator.Evaluate(8, planes, policy, values);
        evaluator.Evaluate(8, planes, policy, values);

        Assert.InRange(Allocation.FewestOf(() => evaluator.Evaluate(8, planes, policy, values)), 0, 4096);
    }

    private static string Refusal(byte[] model) => Assert.Throws<InferenceException>(() => new OnnxEvaluator(model)).Message;

    private static byte[] Model(NetworkSpec spec) => OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 2));
}
