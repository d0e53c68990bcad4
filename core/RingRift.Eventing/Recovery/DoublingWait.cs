namespace RingRift.Eventing.Recovery;

/// <summary>Waits that double with each failure: a passing fault is soon over, and a lasting one costs little.</summary>
public static class DoublingWait
{
    // Keeps the factor finite; the longest wait is reached long before.
    private const int MostDoublings = 60;

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="failures">Failures so far, from 1.</param>
    /// <param name="first">Wait after the first failure.</param>
    /// <param name="longest">Longest wait; one below <paramref name="first"/> counts as that. Null for none.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan? longest = null)
    {
        var most = longest is not { } limit ? TimeSpan.MaxValue : limit > first ? limit : first;
        var seconds = first.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        return seconds < most.TotalSeconds ? TimeSpan.FromSeconds(seconds) : most;
    }
}
