namespace RingRift.GpuWorker.Status;

/// <summary>Where the self-test of a worker stands.</summary>
public enum SelfTestState
{
    /// <summary>It has not ended.</summary>
    Pending,

    /// <summary>The worker may take jobs.</summary>
    Passed,

    /// <summary>The worker must not take jobs.</summary>
    Failed,
}
