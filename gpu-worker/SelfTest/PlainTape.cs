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
/// The operations of the networks on one position, in plain loops of double precision, and backwards. What the native libraries compute is measured against
/// it, so it shares nothing with them and is to be read against the formulas, not to be fast.
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

    /// <summary>Convolution that keeps the size; weight [out, in, kernel, kernel].</summary>
    public PlainValues Convolution(PlainValues input, PlainValues weight, PlainValues bias)
    {
        var (from, to) = (input.Value.Length / _area, bias.Value.Length);
        var kernel = (int)Math.Sqrt((double)weight.Value.Length / (from * to));
        var output = PlainValues.Zeros(to * _area);
        for (var i = 0; i < output.Value.Length; i++)
        {
            output.Value[i] = bias.Value[i / _area];
        }

        EachTap(from, to, kernel, (source, target, tap, length) =>
        {
            var factor = weight.Value[tap];
            for (var i = 0; i < length; i++)
            {
                output.Value[target + i] += factor * input.Value[source + i];
            }
        });
        _backward.Push(() =>
        {
            for (var i = 0; i < output.Gradient.Length; i++)
            {
                bias.Gradient[i / _area] += output.Gradient[i];
            }

            EachTap(from, to, kernel, (source, target, tap, length) =>
            {
                var (factor, sum) = (weight.Value[tap], 0.0);
                for (var i = 0; i < length; i++)
                {
                    var gradient = output.Gradient[target + i];
                    sum += gradient * input.Value[source + i];
                    input.Gradient[source + i] += gradient * factor;
                }

                weight.Gradient[tap] += sum;
            });
        });
        return output;
    }

    /// <summary>Matrix times vector; weight [out, in].</summary>
    public PlainValues Linear(PlainValues input, PlainValues weight, PlainValues bias)
    {
        var (from, to) = (input.Value.Length, bias.Value.Length);
        var output = PlainValues.Zeros(to);
        for (var o = 0; o < to; o++)
        {
            output.Value[o] = bias.Value[o];
            for (var i = 0; i < from; i++)
            {
                output.Value[o] += weight.Value[(o * from) + i] * input.Value[i];
            }
        }

        _backward.Push(() =>
        {
            for (var o = 0; o < to; o++)
            {
                bias.Gradient[o] += output.Gradient[o];
                for (var i = 0; i < from; i++)
                {
                    weight.Gradient[(o * from) + i] += output.Gradient[o] * input.Value[i];
                    input.Gradient[i] += output.Gradient[o] * weight.Value[(o * from) + i];
                }
            }
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

    /// <summary>Runs over every weight of a convolution and every row of cells that it connects: where they begin in input and output, and how many.</summary>
    private void EachTap(int from, int to, int kernel, Action<int, int, int, int> use)
    {
        var radius = kernel / 2;
        for (var tap = 0; tap < to * from * kernel * kernel; tap++)
        {
            var (dx, dy) = ((tap % kernel) - radius, (tap / kernel % kernel) - radius);
            var (source, target) = (tap / (kernel * kernel) % from, tap / (kernel * kernel * from));
            var (first, length) = (Math.Max(0, -dx), width - Math.Abs(dx));
            for (var y = Math.Max(0, -dy); y < Math.Min(height, height - dy); y++)
            {
                use((source * _area) + ((y + dy) * width) + first + dx, (target * _area) + (y * width) + first, tap, length);
            }
        }
    }
}
