namespace RingRift.GpuWorker.SelfTest;

/// <summary>One check of the self-test.</summary>
public interface ISelfTestCheck
{
    /// <summary>What is checked, in words.</summary>
    string Name { get; }

    /// <summary>Checks. An exception is a failure too.</summary>
    /// <param name="network">The network to check with.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    string? Run(SelfTestNetwork network);
}
