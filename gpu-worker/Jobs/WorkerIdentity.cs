namespace RingRift.GpuWorker.Jobs;

/// <summary>Name of this process among all workers.</summary>
/// <param name="Name">Unique for each process, also after a restart: what is left of an earlier process is not ours.</param>
public sealed record WorkerIdentity(string Name)
{
    /// <summary>The identity of this process.</summary>
    public static WorkerIdentity OfThisProcess(string name) =>
        new($"{(name.Length > 0 ? name : Environment.MachineName)}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}");
}
