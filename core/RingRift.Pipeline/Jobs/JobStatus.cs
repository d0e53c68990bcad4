namespace RingRift.Pipeline.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobStatus
{
    /// <summary>A worker holds the lease.</summary>
    Running,

    /// <summary>Its result and its event are committed.</summary>
    Done,

    /// <summary>It failed for good; the failure event is committed.</summary>
    Failed,
}
