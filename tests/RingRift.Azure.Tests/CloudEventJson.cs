using System.Text.Json;
using Azure.Messaging;

namespace RingRift.Azure.Tests;

/// <summary>CloudEvents as JSON, as they travel.</summary>
internal static class CloudEventJson
{
    public static string Of(CloudEvent cloudEvent) => JsonSerializer.Serialize(cloudEvent);
}
