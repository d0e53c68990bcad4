using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RingRift.Functions.Handling;

/// <summary>Registers what functions share.</summary>
public static class EventIntakeServices
{
    /// <summary>Adds <see cref="EventIntake"/>. The pipeline and its adapters are added apart.</summary>
    public static IServiceCollection AddEventIntake(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventIntake>();
        return services;
    }
}
