using System.Text.Json;
using Azure.Messaging;

namespace RingRift.Functions.Delivery;

/// <summary>A CloudEvent as the JSON it came as, for dead letters.</summary>
internal static class CloudEventText
{
    public static string Of(CloudEvent cloudEvent)
    {
        try
        {
            return JsonSerializer.Serialize(cloudEvent);
        }
        catch (Exception unwritable) when (unwritable is JsonException or ArgumentException or InvalidOperationException)
        {
            // Data that is no JSON, or no text: its bytes show the message that arrived, and a dead letter must never fail for its
            // contents.
            return JsonSerializer.Serialize(new
            {
                id = cloudEvent.Id,
                source = cloudEvent.Source,
                type = cloudEvent.Type,
                subject = cloudEvent.Subject,
                data_base64 = cloudEvent.Data?.ToArray(),
            });
        }
    }
}
