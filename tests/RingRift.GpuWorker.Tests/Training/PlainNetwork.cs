using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Tests.Training;

/// <summary>
/// The network of <see cref="NetworkSpec.WeightShapes"/> written out in plain loops and double precision, from its description and from no
/// other code.
/// </summary>
internal sealed class PlainNetwork(NetworkSpec spec, IReadOnlyDictionary<string, double[]> weights)
{
    private readonly bool[] _onBoard = [.. spec.BoardMask().Select(cell => cell > 0)];

    /// <summary>Policy logits in the order of the actions, then value logits, of one position [planes, height, width].</summary>
    public double[] Answer(float[] planes)
    {
        var trunk = Relu(Convolution("stem.conv", Array.ConvertAll(planes, value => (double)value), 3));
        for (var block = 0; block < spec.Blocks; block++)
        {
            var inner = Convolution($"block{block}.conv1", trunk, 3);
            if (NetworkSpec.HasPooling(block))
            {
                var added = Linear($"block{block}.pool", Pooled(Relu(inner)));
                inner = [.. inner.Select((value, i) => value + added[i / spec.Area])];
            }

            trunk = Relu([.. Convolution($"block{block}.conv2", Relu(inner), 3).Zip(trunk, (left, right) => left + right)]);
        }

        var policy = Relu(Convolution("policy.conv", trunk, 1));
        var value = Relu(Linear("value.hidden", Pooled(Relu(Convolution("value.conv", trunk, 1)))));
        return [.. Convolution("policy.out", policy, 1), .. Linear("policy.scalar", Pooled(policy)), .. Linear("value.out", value)];
    }

    private static double[] Relu(double[] values) => Array.ConvertAll(values, value => Math.Max(0, value));

    private double[] Convolution(string name, double[] input, int kernel)
    {
        var (weight, bias, inputs) = (weights[name + ".weight"], weights[name + ".bias"], input.Length / spec.Area);
        var output = new double[bias.Length * spec.Area];
        for (var to = 0; to < bias.Length; to++)
        {
            for (var cell = 0; cell < spec.Area; cell++)
            {
                output[(to * spec.Area) + cell] = bias[to] + Enumerable.Range(0, inputs).Sum(from =>
                    Window(
                        input.AsSpan(from * spec.Area, spec.Area), weight.AsSpan(((to * inputs) + from) * kernel * kernel), cell, kernel));
            }
        }

        return output;
    }

    private double Window(ReadOnlySpan<double> image, ReadOnlySpan<double> weight, int cell, int kernel)
    {
        var sum = 0.0;
        for (var tap = 0; tap < kernel * kernel; tap++)
        {
            var (y, x) = ((cell / spec.Width) + (tap / kernel) - (kernel / 2), (cell % spec.Width) + (tap % kernel) - (kernel / 2));
            sum += y >= 0 && y < spec.Height && x >= 0 && x < spec.Width ? image[(y * spec.Width) + x] * weight[tap] : 0;
        }

        return sum;
    }

    private double[] Pooled(double[] input)
    {
        var cells = input.Chunk(spec.Area).Select(image => image.Where((_, cell) => _onBoard[cell]).ToArray()).ToArray();
        return [.. cells.Select(image => image.Average()), .. cells.Select(image => image.Max())];
    }

    private double[] Linear(string name, double[] input)
    {
        var weight = weights[name + ".weight"];
        return [
            .. weights[name + ".bias"].Select(
                (bias, to) => bias + input.Select((value, from) => value * weight[(to * input.Length) + from]).Sum())
        ];
    }
}
