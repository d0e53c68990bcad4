namespace RingRift.Functions.Handling;

/// <summary>A CloudEvent is none of this system's events. The message names the attribute, its value and the rule.</summary>
public sealed class EventFormatException(string message, Exception? inner = null) : Exception(message, inner);
