using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// Convolutions in the forms that LibTorch computes rightly on every processor: channels filled with zeros to a multiple of 16 and last in
/// memory, and 1x1 convolutions as products of matrices. On some processors oneDNN otherwise answers wrong outputs or gradients (ADR 0028).
/// </summary>
internal static class AlignedConvolution
{
    private const int Multiple = 16;

    /// <summary>Channels with those that are filled up.</summary>
    public static int Aligned(int channels) => (channels + Multiple - 1) / Multiple * Multiple;

    /// <summary>
    /// Images [rows, channels, height, width] as <see cref="Apply"/> takes them: [rows, aligned channels, height, width], channels last in
    /// memory.
    /// </summary>
    public static Tensor Align(Tensor images) =>
        Filled(images, 1, Aligned((int)images.shape[1])).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>Convolves with zeros beyond the edge, so that the size stays. Filled channels of the output are zero.</summary>
    /// <param name="images">Aligned images.</param>
    /// <param name="weight">Weight [out, in, k, k], not filled.</param>
    /// <param name="bias">Bias [out], not filled.</param>
    /// <returns>Aligned images.</returns>
    public static Tensor Apply(Tensor images, Tensor weight, Tensor bias)
    {
        var (kernel, outputs) = (weight.shape[2], Aligned((int)weight.shape[0]));
        var (factors, added) = (Filled(Filled(weight, 1, images.shape[1]), 0, outputs), Filled(bias, 0, outputs));
        return kernel == 1
            ? linear(images.permute(0, 2, 3, 1), factors.view(outputs, images.shape[1]), added).permute(0, 3, 1, 2)
            : conv2d(images, factors, added, padding: [kernel / 2, kernel / 2]);
    }

    /// <summary>The tensor with zeros appended to a dimension until it has a size.</summary>
    public static Tensor Filled(Tensor values, int dimension, long size)
    {
        var missing = size - values.shape[dimension];
        if (missing == 0)
        {
            return values;
        }

        // Pairs of (before, after), from the last dimension on.
        var pad = new long[2 * (values.shape.Length - dimension)];
        pad[^1] = missing;
        return nn.functional.pad(values, pad);
    }
}
