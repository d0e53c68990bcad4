using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Pipeline.Operations.Audits;

/// <summary>Registers the audit of deliveries and its daemon.</summary>
public static class DeliveryAuditServices
{
    /// <summary>Name of the daemon.</summary>
    public const string AuditDeliveries = nameof(AuditDeliveries);

    /// <summary>The audit. Needs the pipeline and its adapters.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="DeliveryAuditOptions.Section"/>.</param>
    public static IServiceCollection AddDeliveryAudit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<DeliveryAuditOptions>().Bind(configuration.GetSection(DeliveryAuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<DeliveryAuditOptions>>().Value);
        services.TryAddSingleton<DeliveryAuditMetrics>();
        services.TryAddSingleton<DeliveryAuditPolicy>();
        services.TryAddSingleton<DeliveryFactsReader>();
        services.TryAddSingleton<DeliveryRemedy>();
        services.TryAddSingleton<DeliveryAudit>();
        return services.AddDaemon<DeliveryAudit>(
            AuditDeliveries, TimeSpan.FromMinutes(1), (audit, stop) => audit.AuditAsync(stop), resumable: true, dependsOn: OperationsServices.SweepOutbox);
    }
}
