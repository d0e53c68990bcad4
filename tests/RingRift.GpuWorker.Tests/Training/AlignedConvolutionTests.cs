using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Randomness;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Tests.Training;

/// <summary>What LibTorch answers on this processor, against plain loops in double precision.</summary>
[Trait("Category", "Slow")]
public sealed class AlignedConvolutionTests
{
    // Sums of some hundreds of products of numbers below 1; a read beyond the right channels is off by 1 and more.
    private const double Tolerance = 1e-3;

    public AlignedConvolutionTests() => TorchRuntime.EnsureLoaded(1);

    public static TheoryData<int, int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int, int>();
        foreach (var (rows, height, width) in new[] { (1, 9, 9), (2, 9, 9), (3, 8, 8), (2, 8, 8), (19, 9, 9), (2, 19, 19), (1, 25, 25), (3, 25, 25) })
        {
            foreach (var kernel in new[] { 1, 3 })
            {
                shapes.Add(rows, height, width, kernel);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Should_give_output_and_all_gradients_of_every_number_of_channels(int rows, int height, int width, int kernel)
    {
        foreach (var (inputs, outputs) in new[] { (35, 32), (32, 59), (32, 2), (8, 8), (24, 24), (40, 8), (17, 31), (1, 1), (49, 65), (32, 69), (80, 80), (32, 32), (3, 16), (16, 3), (59, 48) })
        {
            AssertRight(rows, height, width, inputs, outputs, kernel, new SeededRandom(17));
        }
    }

    private static void AssertRight(int rows, int height, int width, int inputs, int outputs, int kernel, SeededRandom random)
    {
        using var scope = NewDisposeScope();
        var (input, weight) = (Numbers(random, rows * inputs * height * width), Numbers(random, outputs * inputs * kernel * kernel));
        var (bias, outer) = (Numbers(random, outputs), Numbers(random, rows * outputs * height * width));
        var plain = new PlainConvolution(rows, height, width, inputs, outputs, kernel);
        var (images, factors, added) = (
            tensor(input, [rows, inputs, height, width], requires_grad: true),
            tensor(weight, [outputs, inputs, kernel, kernel], requires_grad: true),
            tensor(bias, [outputs], requires_grad: true));

        var whole = AlignedConvolution.Apply(AlignedConvolution.Align(images), factors, added);
        var output = whole.narrow(1, 0, outputs);
        output.backward([tensor(outer, [rows, outputs, height, width])]);

        var place = $"{inputs} to {outputs}, {kernel}x{kernel}, {rows} rows of {height}x{width}";
        AssertNear(plain.Forward(input, weight, bias), output, $"output, {place}");
        AssertNear(plain.InputGradient(outer, weight), images.grad!, $"gradient to the input, {place}");
        AssertNear(plain.WeightGradient(input, outer), factors.grad!, $"gradient to the weight, {place}");
        AssertNear(plain.BiasGradient(outer), added.grad!, $"gradient to the bias, {place}");
        AssertFilledWithZeros(whole, outputs);
    }

    private static void AssertFilledWithZeros(Tensor images, int channels)
    {
        var filled = images.shape[1] - channels;
        Assert.InRange(filled, 0, 15);
        Assert.All(filled == 0 ? [] : PolicyValueNet.ToArray(images.narrow(1, channels, filled)), value => Assert.Equal(0f, value));
    }

    private static void AssertNear(double[] expected, Tensor actual, string what)
    {
        var values = PolicyValueNet.ToArray(actual);
        Assert.Equal(expected.Length, values.Length);
        var difference = expected.Zip(values, (left, right) => Math.Abs(left - right) is var apart && double.IsNaN(apart) ? double.PositiveInfinity : apart).Max();
        Assert.True(difference < Tolerance, $"{what}: off by {difference:g3}");
    }

    private static float[] Numbers(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
