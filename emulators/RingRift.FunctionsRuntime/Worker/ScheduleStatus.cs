namespace Microsoft.Azure.Functions.Worker;

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
