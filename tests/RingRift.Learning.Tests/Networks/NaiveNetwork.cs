using RingRift.Learning.Networks;

namespace RingRift.Learning.Tests.Networks;

/// <summary>
/// The network of a specification by plain loops: the independent reading of the layer table that the ONNX writer must agree with.
/// </summary>
internal sealed class NaiveNetwork(NetworkSpec spec, NetworkWeights weights)
{
    private readonly float[] _mask = spec.BoardMask();

    public (double[] Policy, double[] Value) Run(ReadOnlySpan<float> planes)
    {
        var input = new double[planes.Length];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = planes[i];
        }

        var trunk = Relu(Convolve("stem.conv", input));
        for (var block = 0; block < spec.Blocks; block++)
        {
            trunk = Block($"block{block}", NetworkSpec.HasPooling(block), trunk);
        }

        var policyHead = Relu(Convolve("policy.conv", trunk));
        var policy = Convolve("policy.out", policyHead).Concat(Linear("policy.scalar", Pool(policyHead))).ToArray();
        var hidden = Relu(Linear("value.hidden", Pool(Relu(Convolve("value.conv", trunk)))));
        return (policy, Softmax(Linear("value.out", hidden)));
    }

    private double[] Block(string name, bool pooling, double[] input)
    {
        var inner = Convolve(name + ".conv1", input);
        if (pooling)
        {
            var bias = Linear(name + ".pool", Pool(Relu(inner)));
            inner = inner.Select((v, i) => v + bias[i / spec.Area]).ToArray();
        }

        var outer = Convolve(name + ".conv2", Relu(inner));
        return Relu(outer.Zip(input, (a, b) => a + b).ToArray());
    }

    private double[] Convolve(string name, double[] input)
    {
        var shape = weights.Shapes.First(s => s.Name == name + ".weight").Shape;
        var (to, from, kernel) = (shape[0], shape[1], shape[2]);
        var w = weights[name + ".weight"];
        var output = new double[to * spec.Area];
        for (var o = 0; o < output.Length; o++)
        {
            var (plane, y, x) = (o / spec.Area, o % spec.Area / spec.Width, o % spec.Width);
            double sum = weights[name + ".bias"][plane];
            for (var tap = 0; tap < from * kernel * kernel; tap++)
            {
                var (c, dy, dx) = (tap / (kernel * kernel), (tap / kernel % kernel) - (kernel / 2), (tap % kernel) - (kernel / 2));
                if (y + dy >= 0 && y + dy < spec.Height && x + dx >= 0 && x + dx < spec.Width)
                {
                    sum += w[(plane * from * kernel * kernel) + tap] * input[(c * spec.Area) + ((y + dy) * spec.Width) + x + dx];
                }
            }

            output[o] = sum;
        }

        return output;
    }

    private double[] Linear(string name, double[] input)
    {
        var w = weights[name + ".weight"];
        return weights[name + ".bias"].Select((b, o) => b + input.Select((v, i) => v * w[(o * input.Length) + i]).Sum()).ToArray();
    }

    private double[] Pool(double[] planes)
    {
        var channels = planes.Length / spec.Area;
        var onBoard = Enumerable.Range(0, spec.Area).Where(cell => _mask[cell] > 0).ToArray();
        var cells = Enumerable.Range(0, channels).Select(c => onBoard.Select(cell => planes[(c * spec.Area) + cell]).ToArray()).ToArray();
        return [.. cells.Select(plane => plane.Average()), .. cells.Select(plane => plane.Max())];
    }

    private static double[] Relu(double[] values) => values.Select(v => Math.Max(v, 0)).ToArray();

    private static double[] Softmax(double[] values)
    {
        var exponentials = values.Select(Math.Exp).ToArray();
        return exponentials.Select(e => e / exponentials.Sum()).ToArray();
    }
}
