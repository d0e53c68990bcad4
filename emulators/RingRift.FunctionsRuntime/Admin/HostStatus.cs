using System.Globalization;
using System.Text.Json.Serialization;
using RingRift.FunctionsRuntime.Hosting;

namespace RingRift.FunctionsRuntime.Admin;

/// <summary>State of the host as the platform's admin interface gives it.</summary>
internal sealed record HostStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("processUptime")] long ProcessUptimeMilliseconds)
{
    /// <summary>The host answers only while it runs, so there is one state to tell.</summary>
    public static HostStatus Of(HostClock clock) =>
        new(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "Running", (long)clock.Uptime.TotalMilliseconds);
}
