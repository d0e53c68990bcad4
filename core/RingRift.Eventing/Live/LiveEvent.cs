using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;

namespace RingRift.Eventing.Live;

/// <summary>An event as a live list shows it: one line, whatever its payload. Its trace has all of it.</summary>
/// <param name="Id">The event. It is told again when its state changed, and may be told again at any time.</param>
/// <param name="Type">Its type, as <see cref="EventTypeNames.CatalogueName"/>.</param>
/// <param name="Subject">Its subject, for example <c>hex8_2p/0003</c>.</param>
/// <param name="Config">The config that its subject names; null for none.</param>
/// <param name="CorrelationId">The chain it belongs to.</param>
/// <param name="Time">When the fact became true (UTC).</param>
/// <param name="State">Where it stands with its consumers, as far as is known.</param>
/// <param name="Summary">Its payload in one line.</param>
public sealed record LiveEvent(
    string Id, string Type, string Subject, string? Config, string CorrelationId, DateTimeOffset Time, TraceState State, string Summary)
{
    /// <summary>Most characters of <see cref="Summary"/>.</summary>
    public const int MostSummaryCharacters = 240;

    /// <summary>The line of an event.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="state">Where it stands.</param>
    public static LiveEvent Of(EventEnvelope envelope, TraceState state)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var summary = PayloadText.Of(envelope.Data);
        return new LiveEvent(
            envelope.Id,
            envelope.Type.CatalogueName(),
            envelope.Subject,
            envelope.Subject.Split('/').Select(ConfigNames.Find).FirstOrDefault(config => config is not null),
            envelope.CorrelationId,
            envelope.Time,
            state,
            summary.Length <= MostSummaryCharacters ? summary : summary[..MostSummaryCharacters] + "...");
    }
}
