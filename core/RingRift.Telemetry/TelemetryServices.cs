using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace RingRift.Telemetry;

/// <summary>Sends spans and measurements to where the settings say. For executables: libraries only make them.</summary>
public static class TelemetryServices
{
    /// <summary>Setting with the address of an OTLP collector, as the OpenTelemetry specification names it.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Setting with the connection string of Application Insights.</summary>
    public const string AzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Setting with how Application Insights is to know this process, as the Functions host reads it: <c>Authorization=AAD</c>, and
    /// <c>ClientId=ID</c> for a user-assigned identity. Without it the key in the connection string does, which a component without local
    /// authentication refuses.
    /// </summary>
    public const string AzureMonitorIdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>
    /// Sources and meters of this system, and the runtime's own that a reader wants beside them. Not the HTTP client: it polls storage all
    /// the time.
    /// </summary>
    private static readonly string[] Sources = ["RingRift.*", "Microsoft.AspNetCore"];
    private static readonly string[] Meters = ["RingRift.*", "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    /// <summary>
    /// OTLP when <see cref="OtlpSetting"/> is set (the other <c>OTEL_EXPORTER_OTLP_*</c> settings hold too), Azure Monitor when
    /// <see cref="AzureMonitorSetting"/> is set, both when both are, nothing at all when none is.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="serviceName">Name of this executable in telemetry, <c>service.name</c>.</param>
    /// <param name="relieveHost">
    /// For a process whose logs a host collects: tells that host, when there is something to send to, that this process now sends its own.
    /// Logs are sent then too; without it they are not, because nobody else has asked for them.
    /// </param>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddTelemetryExport(
        this IServiceCollection services, IConfiguration configuration, string serviceName,
        Action<IOpenTelemetryBuilder>? relieveHost = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (otlp, azureMonitor) = (configuration[OtlpSetting], configuration[AzureMonitorSetting]);
        if (string.IsNullOrWhiteSpace(otlp) && string.IsNullOrWhiteSpace(azureMonitor))
        {
            return services;
        }

        var (telemetry, withLogs) = (services.AddOpenTelemetry(), relieveHost is not null);
        relieveHost?.Invoke(telemetry);

        // After the host's own, so that the name stays this one.
        telemetry.ConfigureResource(resource => resource.AddService(serviceName, serviceNamespace: "ringrift"))
            .WithTracing(tracing => tracing.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(Meters));
        if (withLogs)
        {
            telemetry.WithLogs();
        }

        if (!string.IsNullOrWhiteSpace(otlp))
        {
            telemetry.AddOtlp(otlp, withLogs);
        }

        if (!string.IsNullOrWhiteSpace(azureMonitor))
        {
            telemetry.AddAzureMonitor(azureMonitor, AzureMonitorIdentity.Read(configuration[AzureMonitorIdentitySetting]), withLogs);
        }

        return services;
    }
}
