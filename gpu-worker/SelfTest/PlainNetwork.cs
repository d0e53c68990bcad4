using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// The network of <see cref="NetworkSpec.WeightShapes"/> in plain arithmetic of double precision: what every runtime has to agree with.
/// </summary>
internal sealed class PlainNetwork
{
    private readonly Dictionary<string, PlainValues> _weights;
    private readonly NetworkSpec _spec;
    private readonly float[] _mask;

    public PlainNetwork(NetworkWeights weights)
    {
        (_spec, _mask) = (weights.Spec, weights.Spec.BoardMask());
        _weights = weights.Shapes.ToDictionary(shape => shape.Name, shape => PlainValues.Of(weights[shape.Name]), StringComparer.Ordinal);
    }

    /// <summary>Gradients of the weights, added up over all positions that went backwards.</summary>
    public IReadOnlyDictionary<string,
    double[]> Gradients => _weights.ToDictionary(pair => pair.Key, pair => pair.Value.Gradient, StringComparer.Ordinal);

    /// <summary>Computes the policy and value logits of a position.</summary>
    /// <param name="planes">Input [planes, height, width].</param>
    /// <param name="tape">Keeps what the way back needs.</param>
    public (PlainValues Policy, PlainValues Value) Forward(ReadOnlySpan<float> planes, PlainTape tape)
    {
        var trunk = tape.Relu(Convolution(tape, "stem.conv", PlainValues.Of(planes)));
        for (var block = 0; block < _spec.Blocks; block++)
        {
            trunk = Block(tape, block, trunk);
        }

        var policy = tape.Relu(Convolution(tape, "policy.conv", trunk));
        var logits = tape.Joined(Convolution(tape, "policy.out", policy), Linear(tape, "policy.scalar", tape.Pooled(policy, _mask)));
        var value = tape.Pooled(tape.Relu(Convolution(tape, "value.conv", trunk)), _mask);
        return (logits, Linear(tape, "value.out", tape.Relu(Linear(tape, "value.hidden", value))));
    }

    /// <summary>Probabilities of logits.</summary>
    public static double[] Softmax(double[] logits)
    {
        var most = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp(logit - most));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    private PlainValues Block(PlainTape tape, int block, PlainValues input)
    {
        var inner = Convolution(tape, $"block{block}.conv1", input);
        if (NetworkSpec.HasPooling(block))
        {
            inner = tape.Sum(inner, Linear(tape, $"block{block}.pool", tape.Pooled(tape.Relu(inner), _mask)));
        }

        return tape.Relu(tape.Sum(Convolution(tape, $"block{block}.conv2", tape.Relu(inner)), input));
    }

    private PlainValues Convolution(PlainTape tape, string name, PlainValues input) =>
        tape.Layer(input, _weights[name + ".weight"], _weights[name + ".bias"], hasCells: true);

    private PlainValues Linear(PlainTape tape, string name, PlainValues input) =>
        tape.Layer(input, _weights[name + ".weight"], _weights[name + ".bias"], hasCells: false);
}
