using System.Runtime.InteropServices;

namespace RingRift.Learning.Networks;

/// <summary>An ONNX graph under construction. Field numbers are those of the public onnx.proto (IR version 8).</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private readonly HashSet<string> _integers = new(StringComparer.Ordinal);
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _initializers = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];

    /// <summary>A constant tensor of floats.</summary>
    public string Constant(string name, IReadOnlyList<int> shape, float[] values)
    {
        var tensor = new ProtoMessage();
        foreach (var size in shape)
        {
            tensor.Integer(1, size);
        }

        tensor.Integer(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()));
        _initializers.Add(tensor);
        return name;
    }

    /// <summary>A constant vector of 64-bit integers, for example of axes; named once, used often.</summary>
    public string Integers(string name, long[] values)
    {
        if (_integers.Add(name))
        {
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            _initializers.Add(new ProtoMessage().Integer(1, values.Length).Integer(2, Int64).Text(8, name).Bytes(9, bytes));
        }

        return name;
    }

    /// <summary>A node with one output, which is also the node's name.</summary>
    public string Node(string type, string output, IEnumerable<string> inputs, params ProtoMessage[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _nodes.Add(node);
        return output;
    }

    public static ProtoMessage Attribute(string name, long value) => new ProtoMessage().Text(1, name).Integer(3, value).Integer(20, 2);

    public static ProtoMessage Attribute(string name, params long[] values)
    {
        var attribute = new ProtoMessage().Text(1, name);
        foreach (var value in values)
        {
            attribute.Integer(8, value);
        }

        return attribute.Integer(20, 7);
    }

    public void Input(string name, params int[] rowShape) => _inputs.Add(ValueInfo(name, rowShape));

    public void Output(string name, params int[] rowShape) => _outputs.Add(ValueInfo(name, rowShape));

    /// <summary>The finished model with one named dimension, <c>batch</c>, in front of every input and output.</summary>
    public byte[] ToModel(string name, int opset, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new ProtoMessage();
        _nodes.ForEach(node => graph.Message(1, node));
        graph.Text(2, name);
        _initializers.ForEach(tensor => graph.Message(5, tensor));
        _inputs.ForEach(input => graph.Message(11, input));
        _outputs.ForEach(output => graph.Message(12, output));

        var model = new ProtoMessage().Integer(1, 8).Text(2, "RingRift.Learning").Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, string.Empty).Integer(2, opset));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        }

        return model.ToArray();
    }

    private static ProtoMessage ValueInfo(string name, int[] rowShape)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "batch"));
        foreach (var size in rowShape)
        {
            shape.Message(1, new ProtoMessage().Integer(1, size));
        }

        var tensor = new ProtoMessage().Integer(1, Float).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }
}
