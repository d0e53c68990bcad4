using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Networks;

public sealed class OnnxNetworkWriterTests
{
    [Theory]
    [InlineData(true, 9, 2, 3)]
    [InlineData(false, 8, 3, 2)]
    [InlineData(false, 5, 4, 1)]
    public void Should_agree_with_a_naive_forward_pass(bool hexagonal, int side, int players, int blocks)
    {
        var spec = Spec(hexagonal, side, players, blocks);
        var weights = Shaken(spec);
        var random = new SeededRandom(3);
        const int Batch = 3;
        var planes = new float[Batch * spec.Planes * spec.Area];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (float)random.NextDouble();
        }

        var (policy, value) = Run(OnnxNetworkWriter.Write(spec, weights), planes, Batch, spec);

        var naive = new NaiveNetwork(spec, weights);
        for (var row = 0; row < Batch; row++)
        {
            var expected = naive.Run(planes.AsSpan(row * spec.Planes * spec.Area, spec.Planes * spec.Area));
            AssertClose(expected.Policy, policy.AsSpan(row * spec.Actions, spec.Actions));
            AssertClose(expected.Value, value.AsSpan(row * players, players));
            Assert.Equal(1, value.Skip(row * players).Take(players).Sum(), 4);
        }
    }

    [Fact]
    public void Should_write_the_same_bytes_for_the_same_weights()
    {
        var spec = Spec(true, 9, 2, 2);

        Assert.Equal(
            OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 5)), OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 5)));
        Assert.NotEqual(
            OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 5)), OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 6)));
    }

    [Fact]
    public void Should_carry_its_specification_as_metadata()
    {
        var spec = Spec(true, 9, 2, 1);
        using var session = new InferenceSession(OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1)));

        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(spec, NetworkSpec.FromJson(metadata[OnnxNetworkWriter.SpecKey]));
        Assert.Equal("hex8_2p", metadata[OnnxNetworkWriter.ConfigKey]);
        Assert.Equal("1", metadata[OnnxNetworkWriter.EncoderKey]);
    }

    [Fact]
    public void When_the_weights_belong_to_another_network_should_refuse()
    {
        var small = Spec(true, 9, 2, 1);
        var weights = NetworkWeights.Random(small with { Blocks = 2 }, 1);

        Assert.Throws<ArgumentException>(() => OnnxNetworkWriter.Write(small, weights));
    }

    [Fact]
    public void When_a_weight_is_missing_misshapen_unknown_or_not_finite_should_name_it()
    {
        var spec = Spec(true, 9, 2, 1);
        var good = spec.WeightShapes().ToDictionary(s => s.Name, s => new float[s.Length]);

        AssertRefused(spec, good, values => values.Remove("stem.conv.bias"), "stem.conv.bias");
        AssertRefused(spec, good, values => values["value.out.bias"] = new float[7], "value.out.bias");
        AssertRefused(spec, good, values => values["extra"] = new float[1], "extra");
        AssertRefused(spec, good, values => values["policy.out.bias"] = [float.NaN, 0, 0, 0, 0], "policy.out.bias");
    }

    private static void AssertRefused(
        NetworkSpec spec, Dictionary<string, float[]> good, Action<Dictionary<string, float[]>> spoil, string named)
    {
        var spoiled = new Dictionary<string, float[]>(good);
        spoil(spoiled);
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => new NetworkWeights(spec, spoiled)).Message, StringComparison.Ordinal);
    }

    private static NetworkSpec Spec(bool hexagonal, int side, int players, int blocks) => new()
    {
        Config = "hex8_2p",
        EncoderVersion = 1,
        Planes = 4,
        Height = side,
        Width = side,
        Hexagonal = hexagonal,
        SpatialPlanes = 5,
        ScalarActions = 9,
        Players = players,
        Blocks = blocks,
        Channels = 8,
        PolicyChannels = 6,
        ValueChannels = 7,
        ValueHidden = 10,
    };

    /// <summary>Weights whose every value, biases too, takes part.</summary>
    private static NetworkWeights Shaken(NetworkSpec spec)
    {
        var random = new SeededRandom(11);
        return new NetworkWeights(spec, spec.WeightShapes().ToDictionary(
            s => s.Name,
            s => Enumerable.Range(0, s.Length).Select(_ => (float)(random.NextGaussian() * 0.3)).ToArray()));
    }

    private static (float[] Policy, float[] Value) Run(byte[] model, float[] planes, int batch, NetworkSpec spec)
    {
        using var session = new InferenceSession(model);
        var tensor = new DenseTensor<float>(planes, [batch, spec.Planes, spec.Height, spec.Width]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(OnnxNetworkWriter.PlanesInput, tensor)]);
        float[] Of(string name) => results.Single(r => r.Name == name).AsTensor<float>().ToArray();
        return (Of(OnnxNetworkWriter.PolicyOutput), Of(OnnxNetworkWriter.ValueOutput));
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) < 1e-4 * (1 + Math.Abs(expected[i])), $"output {i}: {actual[i]} for {expected[i]}");
        }
    }
}
