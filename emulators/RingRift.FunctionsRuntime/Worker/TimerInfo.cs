namespace Microsoft.Azure.Functions.Worker;

/// <summary>The schedule of a timer, as its function is told.</summary>
public class TimerInfo
{
    /// <summary>The occurrences around this run.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for a missed occurrence.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Occurrences of a timer (UTC).</summary>
public class ScheduleStatus
{
    /// <summary>The occurrence this run is for.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
