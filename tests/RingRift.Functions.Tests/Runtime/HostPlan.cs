using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>What a test's host is made of.</summary>
public sealed record HostPlan
{
    public required IReadOnlyList<Type> Functions { get; init; }

    /// <summary>Chooses among the functions of the classes; null takes all.</summary>
    public Func<FunctionDescriptor, bool>? IsHosted { get; init; }

    public string HostJson { get; init; } = RunningHost.PlainHostJson;

    public string? LocalSettings { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public Action<IServiceCollection, IConfiguration> ConfigureWithSettings { get; init; } = (_, _) => { };
}
