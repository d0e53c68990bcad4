namespace RingRift.Learning.Ratings;

/// <summary>A measured rating difference with its standard error; both finite, in Elo.</summary>
/// <param name="Elo">The difference.</param>
/// <param name="StandardError">Its standard error, above 0.</param>
public readonly record struct EloMeasurement(double Elo, double StandardError)
{
    /// <summary>
    /// The measurement behind an interval; null where a score of 0 or 1 makes an end infinite: such games do not say how large the
    /// difference is.
    /// </summary>
    /// <param name="interval">The difference and its two-sided interval.</param>
    /// <param name="z">Normal quantile of the interval; default 95 %.</param>
    public static EloMeasurement? Of(EloInterval interval, double z = ScoreIntervals.Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(z);
        return double.IsFinite(interval.Elo) && double.IsFinite(interval.Low) && double.IsFinite(interval.High)
            ? new EloMeasurement(interval.Elo, (interval.High - interval.Low) / (2 * z))
            : null;
    }

    /// <summary>
    /// The mean of independent measurements of one difference, weighted by inverse variance. Where they disagree more than their errors
    /// explain, the error grows by the root of chi-square per degree of freedom (Birge 1932, "The calculation of errors by the method of
    /// least squares").
    /// </summary>
    /// <param name="measurements">At least one.</param>
    public static EloMeasurement Combine(IReadOnlyCollection<EloMeasurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        ArgumentOutOfRangeException.ThrowIfZero(measurements.Count, nameof(measurements));
        var weight = measurements.Sum(one => one.Weight());
        var mean = measurements.Sum(one => one.Weight() * one.Elo) / weight;
        var square = measurements.Sum(one => one.Weight() * (one.Elo - mean) * (one.Elo - mean));
        var birge = measurements.Count > 1 ? Math.Max(1, square / (measurements.Count - 1)) : 1;
        return new EloMeasurement(mean, Math.Sqrt(birge / weight));
    }

    /// <summary>The difference of two independent measurements.</summary>
    /// <param name="other">What is taken away.</param>
    public EloMeasurement Minus(EloMeasurement other) =>
        new(Elo - other.Elo, Math.Sqrt((StandardError * StandardError) + (other.StandardError * other.StandardError)));

    /// <summary>The same difference seen from the other side.</summary>
    public EloMeasurement Reversed() => this with { Elo = -Elo };

    /// <summary>The interval of a normal quantile.</summary>
    /// <param name="z">Normal quantile, above 0.</param>
    public EloInterval Interval(double z) => new(Elo, Elo - (z * StandardError), Elo + (z * StandardError));

    private double Weight() => 1 / (StandardError * StandardError);
}
