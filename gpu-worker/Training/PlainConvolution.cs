using System.Numerics;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// A k x k convolution with zero padding that keeps the size, in double precision and without any native library: what the trained layers
/// are compared with. It computes the output and, from the gradient of the output, the gradients to the input, the weight and the bias. All
/// arrays are row-major: images [rows, channels, height, width], weights [out, in, k, k] with k odd, biases [out].
/// </summary>
/// <param name="rows">Images in a batch.</param>
/// <param name="height">Rows of an image.</param>
/// <param name="width">Columns of an image.</param>
/// <param name="inputs">Channels of the input.</param>
/// <param name="outputs">Channels of the output.</param>
/// <param name="kernel">k, odd. A linear layer is 1 on images of one cell.</param>
public sealed class PlainConvolution(int rows, int height, int width, int inputs, int outputs, int kernel)
{
    private readonly int _area = height * width;

    /// <summary>The output [rows, out, height, width].</summary>
    /// <param name="input">Input [rows, in, height, width].</param>
    /// <param name="weight">Weight [out, in, k, k].</param>
    /// <param name="bias">Bias [out].</param>
    public double[] Forward<T>(T[] input, T[] weight, T[] bias)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(bias);
        return Convolve(Doubles(input), inputs, Doubles(weight), outputs, Doubles(bias));
    }

    /// <summary>
    /// The gradient to the input [rows, in, height, width]: the convolution of the output's gradient with the weight turned round.
    /// </summary>
    /// <param name="outputGradient">Gradient of the output [rows, out, height, width].</param>
    /// <param name="weight">Weight [out, in, k, k].</param>
    public double[] InputGradient<T>(T[] outputGradient, T[] weight)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(weight);
        var taps = kernel * kernel;
        var turned = new double[weight.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            var (output, input, tap) = (i / taps / inputs, i / taps % inputs, i % taps);
            turned[(((input * outputs) + output) * taps) + taps - 1 - tap] = double.CreateChecked(weight[i]);
        }

        return Convolve(Doubles(outputGradient), outputs, turned, inputs, new double[inputs]);
    }

    /// <summary>The gradient to the weight [out, in, k, k].</summary>
    /// <param name="input">Input [rows, in, height, width].</param>
    /// <param name="outputGradient">Gradient of the output [rows, out, height, width].</param>
    public double[] WeightGradient<T>(T[] input, T[] outputGradient)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        var (image, slopes) = (Doubles(input), Doubles(outputGradient));
        var patch = new double[inputs * kernel * kernel];
        var sum = new double[outputs * patch.Length];
        for (var at = 0; at < rows * _area; at++)
        {
            var (row, cell) = (at / _area, at % _area);
            Gather(image, inputs, row, cell, patch);
            for (var output = 0; output < outputs; output++)
            {
                AddScaled(sum.AsSpan(output * patch.Length, patch.Length), patch, slopes[(((row * outputs) + output) * _area) + cell]);
            }
        }

        return sum;
    }

    /// <summary>The gradient to the bias [out].</summary>
    /// <param name="outputGradient">Gradient of the output [rows, out, height, width].</param>
    public double[] BiasGradient<T>(T[] outputGradient)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        var sum = new double[outputs];
        for (var i = 0; i < outputGradient.Length; i++)
        {
            sum[i / _area % outputs] += double.CreateChecked(outputGradient[i]);
        }

        return sum;
    }

    private static double[] Doubles<T>(T[] values)
        where T : INumber<T> => values as double[] ?? Array.ConvertAll(values, double.CreateChecked);

    private double[] Convolve(double[] image, int from, double[] weight, int to, double[] bias)
    {
        var patch = new double[from * kernel * kernel];
        var output = new double[rows * to * _area];
        for (var at = 0; at < rows * _area; at++)
        {
            var (row, cell) = (at / _area, at % _area);
            Gather(image, from, row, cell, patch);
            for (var channel = 0; channel < to; channel++)
            {
                output[(((row * to) + channel) * _area) + cell] = bias[channel]
                    + Dot(weight.AsSpan(channel * patch.Length, patch.Length), patch);
            }
        }

        return output;
    }

    /// <summary>Takes what the kernel covers at a cell, [channels, k, k]; zero beyond the edge.</summary>
    private void Gather(double[] image, int channels, int row, int cell, double[] patch)
    {
        var (top, left, at) = ((cell / width) - (kernel / 2), (cell % width) - (kernel / 2), 0);
        for (var channel = 0; channel < channels; channel++)
        {
            var start = ((row * channels) + channel) * _area;
            for (var y = top; y < top + kernel; y++)
            {
                for (var x = left; x < left + kernel; x++)
                {
                    patch[at++] = y >= 0 && y < height && x >= 0 && x < width ? image[start + (y * width) + x] : 0;
                }
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var (sums, at) = (Vector<double>.Zero, 0);
        for (; at <= left.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            sums += new Vector<double>(left[at..]) * new Vector<double>(right[at..]);
        }

        var sum = Vector.Sum(sums);
        for (; at < left.Length; at++)
        {
            sum += left[at] * right[at];
        }

        return sum;
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double scale)
    {
        var at = 0;
        for (; at <= sum.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            (new Vector<double>(sum[at..]) + (new Vector<double>(values[at..]) * scale)).CopyTo(sum[at..]);
        }

        for (; at < sum.Length; at++)
        {
            sum[at] += values[at] * scale;
        }
    }
}
