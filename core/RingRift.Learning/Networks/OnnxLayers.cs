namespace RingRift.Learning.Networks;

/// <summary>Lays the layers of a specification out as ONNX nodes.</summary>
internal sealed class OnnxLayers(OnnxGraph graph, NetworkSpec spec, NetworkWeights weights)
{
    private const string Mask = "board.mask";

    public void Build()
    {
        if (spec.Hexagonal)
        {
            graph.Constant(Mask, [1, 1, spec.Height, spec.Width], spec.BoardMask());
        }

        var trunk = Relu("stem", Convolution("stem.conv", OnnxNetworkWriter.PlanesInput));
        for (var i = 0; i < spec.Blocks; i++)
        {
            trunk = Block(i, trunk);
        }

        Policy(trunk);
        Value(trunk);
    }

    private string Relu(string name, string input) => graph.Node("Relu", name + ".relu", [input]);

    private string Block(int index, string input)
    {
        var name = $"block{index}";
        var inner = Convolution($"{name}.conv1", input);
        if (NetworkSpec.HasPooling(index))
        {
            var bias = Linear($"{name}.pool", Pooled($"{name}.pool", Relu($"{name}.pre", inner)));
            var column = graph.Node("Unsqueeze", $"{name}.bias", [bias, graph.Integers("bias.axes", [2, 3])]);
            inner = graph.Node("Add", $"{name}.biased", [inner, column]);
        }

        var outer = Convolution($"{name}.conv2", Relu($"{name}.inner", inner));
        return Relu(name, graph.Node("Add", $"{name}.sum", [outer, input]));
    }

    private void Policy(string trunk)
    {
        var head = Relu("policy.head", Convolution("policy.conv", trunk));
        var spatial = graph.Node("Flatten", "policy.spatial", [Convolution("policy.out", head)]);
        var scalar = Linear("policy.scalar", Pooled("policy", head));
        graph.Node("Concat", OnnxNetworkWriter.PolicyOutput, [spatial, scalar], OnnxGraph.Attribute("axis", 1L));
    }

    private void Value(string trunk)
    {
        var head = Relu("value.head", Convolution("value.conv", trunk));
        var hidden = Relu("value.features", Linear("value.hidden", Pooled("value", head)));
        graph.Node("Softmax", OnnxNetworkWriter.ValueOutput, [Linear("value.out", hidden)], OnnxGraph.Attribute("axis", 1L));
    }

    /// <summary>Mean and max over on-board cells, [batch, 2 * channels]. The input is not negative, so masking keeps the maximum.</summary>
    private string Pooled(string name, string input)
    {
        var onBoard = spec.Hexagonal ? graph.Node("Mul", $"{name}.masked", [input, Mask]) : input;
        var mean = graph.Node("GlobalAveragePool", $"{name}.mean", [onBoard]);
        var max = graph.Node("GlobalMaxPool", $"{name}.max", [onBoard]);
        var both = graph.Node("Concat", $"{name}.pooled", [mean, max], OnnxGraph.Attribute("axis", 1L));
        return graph.Node("Flatten", $"{name}.flat", [both]);
    }

    private string Convolution(string name, string input)
    {
        var kernel = weights.Shapes.First(shape => shape.Name == name + ".weight").Shape[2];
        long pad = kernel / 2;
        return graph.Node(
            "Conv",
            name,
            [input, Weight(name + ".weight"), Weight(name + ".bias")],
            OnnxGraph.Attribute("kernel_shape", [kernel, kernel]),
            OnnxGraph.Attribute("pads", [pad, pad, pad, pad]));
    }

    /// <summary>A linear layer on pooled or hidden features; all but the last value layer read pooled ones.</summary>
    private string Linear(string name, string input)
    {
        var weight = name == "value.out" ? Weight(name + ".weight") : PooledWeight(name + ".weight");
        return graph.Node("Gemm", name, [input, weight, Weight(name + ".bias")], OnnxGraph.Attribute("transB", 1L));
    }

    private string Weight(string name) => graph.Constant(name, weights.Shapes.First(shape => shape.Name == name).Shape, weights[name]);

    /// <summary>GlobalAveragePool divides by the whole square: the factor to the mean over on-board cells goes into the weights.</summary>
    private string PooledWeight(string name)
    {
        var shape = weights.Shapes.First(s => s.Name == name);
        var factor = spec.Area / spec.BoardMask().Sum();
        var columns = shape.Shape[1];
        var scaled = weights[name].Select((w, i) => i % columns < columns / 2 ? w * factor : w).ToArray();
        return graph.Constant(name, shape.Shape, scaled);
    }
}
