using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Routing;

/// <summary>The in-process buses; section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Routing";

    /// <summary>Events each bus keeps for looking back. Default 1000.</summary>
    [Range(1, 1_000_000)]
    public int HistoryCapacity { get; set; } = 1000;

    /// <summary>How often handlers are checked against their timeout. Default 250 ms: a handler may get that much more time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan WatchdogPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a stopping process waits for its subscribers. Default 5 s, well within what hosts grant.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
