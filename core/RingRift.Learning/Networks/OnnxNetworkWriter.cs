namespace RingRift.Learning.Networks;

/// <summary>Writes a network as an ONNX model that ONNX Runtime runs on any provider.</summary>
/// <remarks>
/// Input <c>planes</c> float [batch, planes, height, width]; outputs <c>policy</c> float [batch, actions] (logits) and <c>value</c> float
/// [batch, players] (softmax, seat to move first). Batch normalisation has no place here: the trainer folds it into the convolutions.
/// The same weights always give the same bytes, so that a model's hash is its identity.
/// </remarks>
public static class OnnxNetworkWriter
{
    /// <summary>Name of the input.</summary>
    public const string PlanesInput = "planes";

    /// <summary>Name of the policy output.</summary>
    public const string PolicyOutput = "policy";

    /// <summary>Name of the value output.</summary>
    public const string ValueOutput = "value";

    /// <summary>Metadata key of the specification (JSON).</summary>
    public const string SpecKey = "ringrift.spec";

    /// <summary>Metadata key of the configuration's name.</summary>
    public const string ConfigKey = "ringrift.config";

    /// <summary>Metadata key of the encoder version.</summary>
    public const string EncoderKey = "ringrift.encoder";

    private const int Opset = 17;

    /// <summary>The model file.</summary>
    /// <exception cref="ArgumentException">The weights are of another network.</exception>
    public static byte[] Write(NetworkSpec spec, NetworkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Spec != spec)
        {
            throw new ArgumentException("The weights belong to a network of another specification.", nameof(weights));
        }

        var graph = new OnnxGraph();
        graph.Input(PlanesInput, spec.Planes, spec.Height, spec.Width);
        new OnnxLayers(graph, spec, weights).Build();
        graph.Output(PolicyOutput, spec.Actions);
        graph.Output(ValueOutput, spec.Players);
        return graph.ToModel(spec.Config, Opset, new KeyValuePair<string, string>[]
        {
            new(SpecKey, spec.ToJson()),
            new(ConfigKey, spec.Config),
            new(EncoderKey, spec.EncoderVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        });
    }
}
