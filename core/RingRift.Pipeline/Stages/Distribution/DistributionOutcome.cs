using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Stages.Distribution;

/// <summary>How distributing a champion ended.</summary>
public abstract record DistributionOutcome
{
    private DistributionOutcome()
    {
    }

    /// <summary>The alias is the champion.</summary>
    /// <param name="Model">The champion.</param>
    /// <param name="Location">Name of the alias.</param>
    public sealed record Distributed(ArtifactRef Model, string Location) : DistributionOutcome;

    /// <summary>The champion cannot be read; the alias is as it was.</summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Unreadable(string Reason) : DistributionOutcome;

    /// <summary>There is no champion.</summary>
    public sealed record NoChampion : DistributionOutcome;
}
