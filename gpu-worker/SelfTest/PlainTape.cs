using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Values and what the loss changes by with each of them.</summary>
/// <param name="Value">The values, row-major.</param>
/// <param name="Gradient">Their gradients, added up.</param>
internal sealed record PlainValues(double[] Value, double[] Gradient)
{
    public static PlainValues Zeros(int length) => new(new double[length], new double[length]);

    public static PlainValues Of(ReadOnlySpan<float> values)
    {
        var copy = Zeros(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            copy.Value[i] = values[i];
        }

        return copy;
    }
}

/// <summary>
/// The operations of the networks on one position, in plain arithmetic of double precision, and backwards. What the native libraries
/// compute is measured against it, so it shares nothing with them and is to be read against the formulas, not to be fast.
/// </summary>
internal sealed class PlainTape(int height, int width)
{
    private readonly Stack<Action> _backward = new();
    private readonly int _area = height * width;

    /// <summary>The smallest distance of a value from zero where a ReLU cut it: what rounds beyond has another gradient.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    /// <summary>Fills all gradients from those of the last values.</summary>
    public void Backward()
    {
        while (_backward.TryPop(out var step))
        {
            step();
        }
    }

    /// <summary>
    /// Convolution that keeps the size, weight [out, in, kernel, kernel]; or, of values without cells, a linear layer, weight [out, in].
    /// </summary>
    public PlainValues Layer(PlainValues input, PlainValues weight, PlainValues bias, bool hasCells)
    {
        var (rows, columns) = hasCells ? (height, width) : (1, 1);
        var (from, to) = (input.Value.Length / (rows * columns), bias.Value.Length);
        var kernel = (int)Math.Sqrt((double)weight.Value.Length / (from * to));
        var layer = new PlainConvolution(1, rows, columns, from, to, kernel);
        var values = layer.Forward(input.Value, weight.Value, bias.Value);
        var output = new PlainValues(values, new double[values.Length]);
        _backward.Push(() =>
        {
            Add(input.Gradient, layer.InputGradient(output.Gradient, weight.Value));
            Add(weight.Gradient, layer.WeightGradient(input.Value, output.Gradient));
            Add(bias.Gradient, layer.BiasGradient(output.Gradient));
        });
        return output;
    }

    /// <summary>Everything below zero becomes zero.</summary>
    public PlainValues Relu(PlainValues input)
    {
        foreach (var value in input.Value)
        {
            Margin = Math.Min(Margin, Math.Abs(value));
        }

        return Map(input, Array.ConvertAll(input.Value, value => value > 0 ? (1.0, value) : (0.0, 0.0)));
    }

    /// <summary>Mean and maximum of each channel over the cells that count, all means first; values are not negative.</summary>
    public PlainValues Pooled(PlainValues input, ReadOnlySpan<float> mask)
    {
        var channels = input.Value.Length / _area;
        var cells = Enumerable.Range(0, _area).Where(Counted(mask)).ToArray();
        var (output, best) = (PlainValues.Zeros(2 * channels), new int[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            best[channel] = (channel * _area) + cells.MaxBy(cell => input.Value[(channel * _area) + cell]);
            output.Value[channel] = cells.Sum(cell => input.Value[(channel * _area) + cell]) / cells.Length;
            output.Value[channels + channel] = input.Value[best[channel]];
        }

        _backward.Push(() =>
        {
            for (var channel = 0; channel < channels; channel++)
            {
                Array.ForEach(cells, cell => input.Gradient[(channel * _area) + cell] += output.Gradient[channel] / cells.Length);
                input.Gradient[best[channel]] += output.Gradient[channels + channel];
            }
        });
        return output;
    }

    /// <summary>Sum; the second may have one value for each channel of the first.</summary>
    public PlainValues Sum(PlainValues input, PlainValues added)
    {
        var each = input.Value.Length / added.Value.Length;
        var output = PlainValues.Zeros(input.Value.Length);
        for (var i = 0; i < output.Value.Length; i++)
        {
            output.Value[i] = input.Value[i] + added.Value[i / each];
        }

        _backward.Push(() =>
        {
            for (var i = 0; i < output.Gradient.Length; i++)
            {
                input.Gradient[i] += output.Gradient[i];
                added.Gradient[i / each] += output.Gradient[i];
            }
        });
        return output;
    }

    /// <summary>The first values, then the second.</summary>
    public PlainValues Joined(PlainValues first, PlainValues second)
    {
        var output = PlainValues.Zeros(first.Value.Length + second.Value.Length);
        first.Value.CopyTo(output.Value, 0);
        second.Value.CopyTo(output.Value, first.Value.Length);
        _backward.Push(() =>
        {
            for (var i = 0; i < output.Gradient.Length; i++)
            {
                var (part, at) = i < first.Value.Length ? (first, i) : (second, i - first.Value.Length);
                part.Gradient[at] += output.Gradient[i];
            }
        });
        return output;
    }

    private static Func<int, bool> Counted(ReadOnlySpan<float> mask)
    {
        var copy = mask.ToArray();
        return cell => copy[cell] > 0;
    }

    private PlainValues Map(PlainValues input, (double Slope, double Value)[] results)
    {
        var output = PlainValues.Zeros(results.Length);
        for (var i = 0; i < results.Length; i++)
        {
            output.Value[i] = results[i].Value;
        }

        _backward.Push(() =>
        {
            for (var i = 0; i < results.Length; i++)
            {
                input.Gradient[i] += output.Gradient[i] * results[i].Slope;
            }
        });
        return output;
    }

    private static void Add(double[] sum, double[] values)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
