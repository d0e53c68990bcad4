using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Live;

/// <summary>How news of the event log are streamed to who watches; section <c>Live</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Live";

    /// <summary>Streams that one process serves at the same time; who comes on top is told to ask later. Default 32.</summary>
    [Range(1, 1000)]
    public int MaxStreams { get; set; } = 32;

    /// <summary>Pause between two looks into the log while they find events that this process did not see itself. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan ShortestPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two looks once they find nothing new; also the time between two signs of life. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stream lasts; who watches asks again and goes on. Default 10 min, below the limit of a function.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:25:00")]
    public TimeSpan StreamTime { get; set; } = TimeSpan.FromMinutes(10);
}
