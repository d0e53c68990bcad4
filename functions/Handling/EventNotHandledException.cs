namespace RingRift.Functions.Handling;

/// <summary>
/// A handler asked for the event to be delivered again. Thrown so that the platform redelivers it: functions have no other way to say so.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="eventId">Id of the event.</param>
/// <param name="reason">What the handler said.</param>
/// <param name="after">The wait the handler wished for; the platform's schedule decides.</param>
public sealed class EventNotHandledException(string function, string eventId, string reason, TimeSpan after)
    : Exception($"{function}: event {eventId} is to be delivered again (after {after:c}): {reason}");
