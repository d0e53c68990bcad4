namespace RingRift.Emulators.EventGrid;

/// <summary>How often and for how long delivery of an event is tried; whichever ends first counts.</summary>
/// <param name="MaxDeliveryAttempts">1 to 30.</param>
/// <param name="EventTimeToLive">One minute to one day; null means one day.</param>
public sealed record RetryPolicy(int MaxDeliveryAttempts = RetryPolicy.MostAttempts, TimeSpan? EventTimeToLive = null)
{
    /// <summary>The service's upper limit and default.</summary>
    public const int MostAttempts = 30;

    /// <summary>The service's upper limit and default.</summary>
    public static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(1);

    /// <summary>The time to live that applies.</summary>
    public TimeSpan TimeToLive => EventTimeToLive ?? LongestTimeToLive;
}
