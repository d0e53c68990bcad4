using System.Text.Json;
using Azure.Messaging;

namespace RingRift.Functions.Handling;

/// <summary>A CloudEvent as the JSON it came as, for dead letters.</summary>
internal static class CloudEventText
{
    public static string Of(CloudEvent cloudEvent) => JsonSerializer.Serialize(cloudEvent);
}
