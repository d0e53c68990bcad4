namespace RingRift.Eventing.Events;

/// <summary>State of a daemon (ADR-002 of the original).</summary>
public enum DaemonStatus
{
    /// <summary>Not started, or ended as it was told to.</summary>
    Stopped,

    /// <summary>Waits for what it depends on, or begins.</summary>
    Starting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Was told to end and has not yet.</summary>
    Stopping,

    /// <summary>Waits to be started again after an error.</summary>
    Restarting,

    /// <summary>Runs, but fails its health check or was restarted too often.</summary>
    Degraded,

    /// <summary>Ended in error for good.</summary>
    Failed,
}
