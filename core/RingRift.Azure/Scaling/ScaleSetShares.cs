namespace RingRift.Azure.Scaling;

/// <summary>Divides workers among the scale sets of a pool.</summary>
internal static class ScaleSetShares
{
    /// <summary>Most machines of one scale set (Flexible or Uniform, images of the gallery).</summary>
    public const int MostOfSet = 1000;

    /// <summary>
    /// New numbers: what is added fills the first sets first, what is taken comes from the last ones, and nothing else moves.
    /// </summary>
    /// <param name="now">Machines of each set.</param>
    /// <param name="workers">Machines wanted in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or more than the sets hold.</exception>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> now, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, Math.Max(now.Sum(), MostOfSet * now.Count));
        var shares = now.ToArray();
        var more = workers - shares.Sum();
        for (var set = 0; set < shares.Length && more > 0; set++)
        {
            var added = Math.Clamp(MostOfSet - shares[set], 0, more);
            (shares[set], more) = (shares[set] + added, more - added);
        }

        for (var set = shares.Length - 1; set >= 0 && more < 0; set--)
        {
            var taken = Math.Min(shares[set], -more);
            (shares[set], more) = (shares[set] - taken, more + taken);
        }

        return shares;
    }
}
