using System.Text.Json;
using Microsoft.Net.Http.Headers;
using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Publishing;

/// <summary>Reads the body of a publish request: all of its events or the reason why none is taken.</summary>
internal static class PublishBody
{
    /// <summary>The service's limit on a request and on an event.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostEvents = 5000;

    public static (IReadOnlyList<CloudEventDocument> Events, PublishRejection? Rejection) Read(
        string? contentType, ReadOnlyMemory<byte> body)
    {
        var events = new List<CloudEventDocument>();
        if (body.Length > MostBytes)
        {
            return (events, PublishRejection.TooLarge($"The request is larger than {MostBytes} bytes."));
        }
        try
        {
            using var document = JsonDocument.Parse(body);
            return (events, Collect(contentType, document.RootElement, events));
        }
        catch (JsonException error)
        {
            return (events, PublishRejection.Malformed($"The body is not JSON: {error.Message}"));
        }
    }

    private static PublishRejection? Collect(string? contentType, JsonElement root, List<CloudEventDocument> events)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value : null;
        switch (mediaType?.ToLowerInvariant())
        {
            case "application/cloudevents+json":
                return Add(root, events);
            case "application/cloudevents-batch+json" when root.ValueKind != JsonValueKind.Array:
                return PublishRejection.Malformed($"A batch must be an array, not {root.ValueKind}.");
            case "application/cloudevents-batch+json" when root.GetArrayLength() > MostEvents:
                return PublishRejection.TooLarge($"{root.GetArrayLength()} events in one request are more than {MostEvents}.");
            case "application/cloudevents-batch+json":
                return root.EnumerateArray().Select(element => Add(element, events)).FirstOrDefault(rejection => rejection is not null);
            default:
                return PublishRejection.Malformed(
                    "This topic takes CloudEvents 1.0 (application/cloudevents+json or application/cloudevents-batch+json), "
                    + $"not '{contentType}'.");
        }
    }

    private static PublishRejection? Add(JsonElement element, List<CloudEventDocument> events)
    {
        if (CloudEventRules.FindBreach(element) is { } breach)
        {
            return PublishRejection.Malformed(breach);
        }
        events.Add(CloudEventDocument.Create(element));
        return null;
    }
}

/// <summary>Why a publish request is refused as a whole, in the service's words where they are known.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Detail">The detail's code.</param>
/// <param name="Message">The fault.</param>
internal sealed record PublishRejection(int Status, string Code, string Detail, string Message)
{
    public static PublishRejection Malformed(string message) => new(400, "BadRequest", "InputJsonInvalid", message);

    public static PublishRejection Unauthorized(string message) => new(401, "Unauthorized", "Unauthorized", message);

    public static PublishRejection TooLarge(string message) => new(413, "RequestEntityTooLarge", "RequestEntityTooLarge", message);

    /// <summary>The body of the answer.</summary>
    public object ToBody() =>
        new { error = new { code = Code, message = Message, details = new[] { new { code = Detail, message = Message } } } };
}
