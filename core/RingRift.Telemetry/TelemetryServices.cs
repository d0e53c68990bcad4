using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RingRift.Telemetry;

/// <summary>Sends spans and measurements to where the settings say. For executables: libraries only make them.</summary>
public static class TelemetryServices
{
    /// <summary>Setting with the address of an OTLP collector, as the OpenTelemetry specification names it.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Setting with the connection string of Application Insights.</summary>
    public const string AzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Setting with how Application Insights is to know this process, as the Functions host reads it: <c>Authorization=AAD</c>, and <c>ClientId=ID</c> for a
    /// user-assigned identity. Without it the key in the connection string does, which a component without local authentication refuses.
    /// </summary>
    public const string AzureMonitorIdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Sources and meters of this system, and the runtime's own that a reader wants beside them. Not the HTTP client: it polls storage all the time.</summary>
    private static readonly string[] Sources = ["RingRift.*", "Microsoft.AspNetCore"];
    private static readonly string[] Meters = ["RingRift.*", "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    /// <summary>
    /// OTLP when <see cref="OtlpSetting"/> is set (the other <c>OTEL_EXPORTER_OTLP_*</c> settings hold too), Azure Monitor when
    /// <see cref="AzureMonitorSetting"/> is set, both when both are, nothing at all when none is.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="serviceName">Name of this executable in telemetry, <c>service.name</c>.</param>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration, string serviceName)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (otlp, azureMonitor) = (configuration[OtlpSetting], configuration[AzureMonitorSetting]);
        if (string.IsNullOrWhiteSpace(otlp) && string.IsNullOrWhiteSpace(azureMonitor))
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, serviceNamespace: "ringrift"))
            .WithTracing(tracing => tracing.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(Meters));
        if (!string.IsNullOrWhiteSpace(otlp))
        {
            AddOtlp(telemetry, otlp);
        }

        if (!string.IsNullOrWhiteSpace(azureMonitor))
        {
            AddAzureMonitor(telemetry, azureMonitor, AzureMonitorIdentity.Read(configuration[AzureMonitorIdentitySetting]));
        }

        return services;
    }

    // The exporters read the address and their other settings from the configuration themselves.
    private static void AddOtlp(OpenTelemetryBuilder telemetry, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException($"{OtlpSetting} '{address}' must be the absolute http(s) address of an OTLP collector");
        }

        telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
    }

    private static void AddAzureMonitor(OpenTelemetryBuilder telemetry, string connectionString, TokenCredential? identity)
    {
        if (!connectionString.Split(';').Any(part => part.Trim().StartsWith("InstrumentationKey=", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(
                $"{AzureMonitorSetting} must be the connection string of Application Insights: parts NAME=VALUE divided by ';', InstrumentationKey among them");
        }

        void Configure(AzureMonitorExporterOptions exporter) => (exporter.ConnectionString, exporter.Credential) = (connectionString, identity);
        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure));
    }
}
