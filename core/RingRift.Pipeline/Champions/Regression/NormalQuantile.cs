using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>The one-sided quantile of the normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>The z below which the given probability lies, by bisection of <see cref="Superiority.Normal"/>; error below 1e-6.</summary>
    /// <param name="probability">0.5 to 0.9999.</param>
    public static double Of(double probability)
    {
        var (low, high) = (0.0, 8.0);
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Superiority.Normal(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
