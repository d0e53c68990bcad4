using OpenTelemetry;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

/// <summary>Prepares the telemetry of an application of functions.</summary>
public static class ConfigureFunctionsOpenTelemetry
{
    /// <summary>
    /// With the official packages: tells the host that this process sends its own telemetry, logs too, and adds the spans of the worker.
    /// Nothing here, where host and worker are one process.
    /// </summary>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
