using Microsoft.Extensions.Configuration;

namespace RingRift.Chaos.Faults;

/// <summary>What a process is told about its faults, by environment: <c>Chaos__Faults</c>, <c>Chaos__Seed</c> and <c>Chaos__Control</c>.</summary>
/// <param name="Rate">Share of invocations that fail, 0 to 1.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Broken">What a control run goes without.</param>
internal sealed record FaultSettings(double Rate, ulong Seed, BrokenPromise Broken)
{
    public const string RateName = "Chaos__Faults";
    public const string SeedName = "Chaos__Seed";
    public const string ControlName = "Chaos__Control";

    public static FaultSettings Read(IConfiguration configuration) =>
        new(configuration.GetValue<double>("Chaos:Faults"), configuration.GetValue<ulong>("Chaos:Seed"), configuration.GetValue<BrokenPromise>("Chaos:Control"));
}

/// <summary>A protection that a control run goes without, to see that its absence is found.</summary>
internal enum BrokenPromise
{
    /// <summary>All hold.</summary>
    None,

    /// <summary>Nobody remembers which events were handled.</summary>
    Inbox,

    /// <summary>What a commit has to say is not kept with it.</summary>
    Outbox,
}
