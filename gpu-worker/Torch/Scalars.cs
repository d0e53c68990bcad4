using TorchSharp;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Numbers that tensor operations take. TorchSharp makes an object with a finalizer of a number and passes only its address on, operators
/// among tensors and numbers too: the collector may free it while the operation still reads it, which then fails with "Unknown scalar type"
/// or computes with something else. What stands here is never freed; a number that changes is to be held by its user (<c>using Scalar</c>)
/// until the operation is over.
/// </summary>
internal static class Scalars
{
    /// <summary>One, the factor of a plain sum.</summary>
    public static readonly Scalar One = 1;
}
