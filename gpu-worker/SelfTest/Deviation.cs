namespace RingRift.GpuWorker.SelfTest;

/// <summary>How far computed numbers are from what they should be.</summary>
internal static class Deviation
{
    /// <summary>
    /// The largest difference, of numbers above one in relation to them; infinite where one is no number, which no comparison would notice.
    /// </summary>
    public static double Of(ReadOnlySpan<float> computed, ReadOnlySpan<double> expected) =>
        Largest(computed, expected, value => Math.Max(1, Math.Abs(value)));

    /// <summary>The largest difference in relation to the largest expected number.</summary>
    public static double OfGradient(ReadOnlySpan<float> computed, ReadOnlySpan<double> expected)
    {
        var most = double.Epsilon;
        foreach (var value in expected)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        return Largest(computed, expected, _ => most);
    }

    private static double Largest(ReadOnlySpan<float> computed, ReadOnlySpan<double> expected, Func<double, double> scale)
    {
        var worst = computed.Length == expected.Length ? 0 : double.PositiveInfinity;
        for (var i = 0; i < Math.Min(computed.Length, expected.Length); i++)
        {
            var difference = Math.Abs(computed[i] - expected[i]) / scale(expected[i]);
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        return worst;
    }
}
