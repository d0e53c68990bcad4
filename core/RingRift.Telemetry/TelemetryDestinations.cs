using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RingRift.Telemetry;

/// <summary>Where telemetry can be sent, one method for each.</summary>
internal static class TelemetryDestinations
{
    /// <summary>What others log of every request; our own lines say what happened.</summary>
    private static readonly string[] Talkative = ["Azure", "Microsoft.AspNetCore", "System.Net.Http"];

    /// <summary>Collects logs, so that destinations can send them.</summary>
    public static void WithLogs(this OpenTelemetryBuilder telemetry) => telemetry
        .WithLogging(_ => { }, options => options.IncludeFormattedMessage = true)
        .Services.AddLogging(logging =>
        {
            foreach (var category in Talkative)
            {
                logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
            }
        });

    /// <summary>An OTLP collector. The exporters read the address and their other settings from the configuration themselves.</summary>
    /// <exception cref="InvalidOperationException">The address is none.</exception>
    public static void AddOtlp(this OpenTelemetryBuilder telemetry, string address, bool withLogs)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException(
                $"{TelemetryServices.OtlpSetting} '{address}' must be the absolute http(s) address of an OTLP collector");
        }

        telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
        if (withLogs)
        {
            telemetry.WithLogging(logging => logging.AddOtlpExporter());
        }
    }

    /// <summary>Application Insights.</summary>
    /// <exception cref="InvalidOperationException">The connection string is none; it is not repeated.</exception>
    public static void AddAzureMonitor(
        this OpenTelemetryBuilder telemetry, string connectionString, TokenCredential? identity, bool withLogs)
    {
        if (!connectionString.Split(';').Any(part => part.Trim().StartsWith("InstrumentationKey=", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(
                $"{TelemetryServices.AzureMonitorSetting} must be the connection string of Application Insights: parts NAME=VALUE divided by ';', InstrumentationKey among them");
        }

        telemetry.Services.Configure<AzureMonitorExporterOptions>(
            exporter => (exporter.ConnectionString, exporter.Credential) = (connectionString, identity));
        telemetry.WithTracing(
            tracing => tracing.AddAzureMonitorTraceExporter()).WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter());
        if (withLogs)
        {
            telemetry.WithLogging(logging => logging.AddAzureMonitorLogExporter());
        }
    }
}
