using System.Numerics;

namespace RingRift.Learning.Evaluation;

/// <summary>How many rows are computed for a number of positions.</summary>
public static class BatchRows
{
    /// <summary>
    /// On the processor as many as there are positions. On a device the next power of two, because kernels are chosen anew for every new size, and a few
    /// rows more cost nothing there; what is in them is not looked at.
    /// </summary>
    /// <param name="provider">Where it is computed.</param>
    /// <param name="count">Positions, 1..<paramref name="capacity"/>.</param>
    /// <param name="capacity">Rows of the batch.</param>
    public static int For(EvaluatorProvider provider, int count, int capacity) =>
        provider == EvaluatorProvider.Cpu ? count : (int)Math.Min((uint)capacity, BitOperations.RoundUpToPowerOf2((uint)count));
}
