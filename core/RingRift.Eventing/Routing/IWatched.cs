namespace RingRift.Eventing.Routing;

/// <summary>What the watchdog looks at.</summary>
internal interface IWatched
{
    /// <summary>Gives up every handler that is over its time. Never blocks.</summary>
    void AbandonLate();
}
