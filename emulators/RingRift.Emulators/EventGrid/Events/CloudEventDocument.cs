using System.Runtime.InteropServices;
using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Events;

/// <summary>One accepted CloudEvent 1.0, kept as it was sent.</summary>
internal sealed class CloudEventDocument
{
    private CloudEventDocument(JsonElement root)
    {
        Root = root;
        Json = JsonMarshal.GetRawUtf8Value(root).ToArray();
        Id = root.GetProperty("id").GetString()!;
        Type = root.GetProperty("type").GetString()!;
        Subject = root.TryGetProperty("subject", out var subject) ? subject.GetString() : null;
    }

    /// <summary>The event in UTF-8, character by character as it was sent: written again it could grow too large for a queue.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The id, unique with the source.</summary>
    public string Id { get; }

    /// <summary>The event's type.</summary>
    public string Type { get; }

    /// <summary>The subject, if there is one.</summary>
    public string? Subject { get; }

    /// <summary>The event's members.</summary>
    public JsonElement Root { get; }

    /// <summary>Takes an element that <see cref="CloudEventRules"/> has checked; it lives on when its document is gone.</summary>
    public static CloudEventDocument Create(JsonElement element) => new(element.Clone());
}
