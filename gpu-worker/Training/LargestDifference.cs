namespace RingRift.GpuWorker.Training;

/// <summary>How far two rows of numbers are apart.</summary>
internal static class LargestDifference
{
    /// <summary>The largest absolute difference; infinite where one is no number, which no comparison of numbers would notice.</summary>
    public static double Of(float[] left, float[] right) => left.Zip(right, Of).Max();

    private static double Of(float left, float right) =>
        Math.Abs((double)left - right) is var difference && double.IsNaN(difference) ? double.PositiveInfinity : difference;
}
