using RingRift.GpuWorker.Training;
using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.Tests.Training;

/// <summary>The reference itself: against numbers worked out by hand, and its gradients against its own output, which is linear in each of its inputs.</summary>
public sealed class PlainConvolutionTests
{
    [Fact]
    public void When_a_case_is_small_should_give_the_numbers_worked_out_by_hand()
    {
        var convolution = new PlainConvolution(1, 2, 2, inputs: 1, outputs: 1, kernel: 3);
        float[] weight = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        float[] image = [1, 10, 100, 1000];

        Assert.Equal([9865.5, 8754.5, 6532.5, 5421.5], convolution.Forward(image, weight, [0.5f]));
        Assert.Equal([1245, 2356, 4578, 5689], convolution.InputGradient(image, weight));
        Assert.Equal([1000, 2100, 200, 3010, 4321, 402, 30, 43, 4], convolution.WeightGradient([1, 2, 3, 4], image));
        Assert.Equal([1111], convolution.BiasGradient(image));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(2, 3, 5, 7, 4, 3)]
    [InlineData(3, 4, 3, 5, 11, 1)]
    [InlineData(2, 6, 5, 2, 3, 5)]
    public void Should_have_the_gradients_of_its_output(int rows, int height, int width, int inputs, int outputs, int kernel)
    {
        var random = new SeededRandom(11);
        var (convolution, area) = (new PlainConvolution(rows, height, width, inputs, outputs, kernel), height * width);
        var (input, weight) = (Numbers(random, rows * inputs * area), Numbers(random, outputs * inputs * kernel * kernel));
        var (bias, outer) = (Numbers(random, outputs), Numbers(random, rows * outputs * area));
        double Product(float[] image, float[] factors, float[] added) => Dot(convolution.Forward(image, factors, added), outer);

        var (moved, none) = (Numbers(random, input.Length), new float[outputs]);
        Assert.Equal(Product(moved, weight, none), Dot(convolution.InputGradient(outer, weight), moved), 1e-9);
        moved = Numbers(random, weight.Length);
        Assert.Equal(Product(input, moved, none), Dot(convolution.WeightGradient(input, outer), moved), 1e-9);
        Assert.Equal(Product(new float[input.Length], weight, bias), Dot(convolution.BiasGradient(outer), bias), 1e-9);
    }

    private static float[] Numbers(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];

    private static double Dot(double[] left, float[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
