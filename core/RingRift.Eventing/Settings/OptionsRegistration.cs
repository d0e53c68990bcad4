using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RingRift.Eventing.Settings;

/// <summary>The one way in which options are registered: bound to their section, and checked when the process starts (K22).</summary>
public static class OptionsRegistration
{
    /// <summary>Registers options, and their value for those who take it itself.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="section">The section that they are bound to.</param>
    /// <returns>For further checks.</returns>
    public static OptionsBuilder<TOptions> AddCheckedOptions<TOptions>(this IServiceCollection services, IConfiguration section)
        where TOptions : class
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        return services.AddOptions<TOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
    }
}
