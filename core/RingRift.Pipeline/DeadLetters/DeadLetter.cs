namespace RingRift.Pipeline.DeadLetters;

/// <summary>An event that was given up, with everything needed to see why and to send it again.</summary>
/// <param name="Id">Id of the event, or a hash of the body when it has none.</param>
/// <param name="Source">Where it was given up: a handler's or queue's name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Body">The event as received.</param>
/// <param name="Time">When (UTC).</param>
public sealed record DeadLetter(string Id, string Source, string Reason, string Body, DateTimeOffset Time);
