using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.GpuWorker.Health;

/// <summary>What the endpoints answer with, and what a probe prints.</summary>
internal static class HealthBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The body as JSON. <c>ApplicationHealthState</c> is what the health extension of a scale set reads.</summary>
    /// <param name="worker">Name of the worker.</param>
    /// <param name="report">How it is.</param>
    /// <param name="isHealthy">The answer to what was asked: live, or ready.</param>
    public static string Of(string worker, HealthReport report, bool isHealthy) => JsonSerializer.Serialize(
        new Body(isHealthy ? "Healthy" : "Unhealthy", worker, report.IsLive, report.IsReady, report.AtWork, report.Reasons), Json);

    private sealed record Body(
        [property: JsonPropertyName("ApplicationHealthState")] string State, string Worker, bool Live, bool Ready, bool AtWork,
        IReadOnlyList<HealthReason> Reasons);
}
