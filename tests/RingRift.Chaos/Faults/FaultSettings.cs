using Microsoft.Extensions.Configuration;

namespace RingRift.Chaos.Faults;

/// <summary>What a process is told about its faults, by environment: <c>Chaos__Faults</c> and <c>Chaos__Seed</c>.</summary>
/// <param name="Rate">Share of invocations that fail, 0 to 1.</param>
/// <param name="Seed">Seed of the run.</param>
internal sealed record FaultSettings(double Rate, ulong Seed)
{
    public const string RateName = "Chaos__Faults";
    public const string SeedName = "Chaos__Seed";

    public static FaultSettings Read(IConfiguration configuration) =>
        new(configuration.GetValue<double>("Chaos:Faults"), configuration.GetValue<ulong>("Chaos:Seed"));
}
