using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;

namespace RingRift.Local.Events;

/// <summary>Events and deliveries in words, one line each.</summary>
internal static class EventText
{
    public static string Event(DateTimeOffset published, EventEnvelope envelope) =>
        $"{Time(published)} {envelope.Type.CatalogueName()} {envelope.Subject} {PayloadText.Of(envelope.Data)}".TrimEnd();

    /// <summary>An event with where it stands and its id, and below it the deliveries that failed or are to be repeated.</summary>
    public static IEnumerable<string> Lines(LoggedEvent logged)
    {
        yield return $"{Event(logged.Published, logged.Event)} [{Word(EventTraceBuilder.StateOf(logged))}] {logged.Event.Id}";
        foreach (var handling in logged.Handlings.Where(handling => !handling.IsSettled))
        {
            yield return $"  {Delivery(handling)}";
        }
    }

    public static string Delivery(HandlingRecord handling) =>
        Delivery(handling.Consumer, handling.Time, handling.Duration.TotalSeconds, handling.Outcome, handling.Reason, handling.ReplayId);

    public static string Delivery(TraceDelivery delivery) => Delivery(
        $"{delivery.Consumer} #{delivery.Attempt}", delivery.Time, delivery.Seconds, delivery.Outcome, delivery.Reason, delivery.ReplayId);

    public static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}";

    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Delivery(
        string consumer, DateTimeOffset time, double seconds, HandlingOutcome outcome, string? reason, string? replay) =>
        $"{Time(time)} {consumer}: {Word(outcome)} after {seconds:0.000} s"
        + (reason is null ? string.Empty : $", {reason}")
        + (replay is null ? string.Empty : $" (replay {replay})");
}
