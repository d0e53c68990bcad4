namespace RingRift.GpuWorker.Health;

/// <summary>Why a worker is not ready.</summary>
public enum HealthReasonCode
{
    /// <summary>It hangs: neither loop nor job gave a sign of life.</summary>
    NoHeartbeat,

    /// <summary>Its self-test has not ended.</summary>
    SelfTestPending,

    /// <summary>Its self-test failed.</summary>
    SelfTestFailed,

    /// <summary>It stops and takes no more jobs.</summary>
    Draining,

    /// <summary>The last call to the storage failed.</summary>
    StorageUnreachable,
}
