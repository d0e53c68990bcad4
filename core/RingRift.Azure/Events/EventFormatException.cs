namespace RingRift.Azure.Events;

/// <summary>A CloudEvent is not one of this system's events.</summary>
/// <param name="attribute">The attribute that is wrong.</param>
/// <param name="value">Its value.</param>
/// <param name="rule">What it must be.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class EventFormatException(string attribute, string? value, string rule, Exception? inner = null)
    : FormatException($"CloudEvent {attribute} '{value}': {rule}", inner)
{
    /// <summary>The attribute that is wrong.</summary>
    public string Attribute { get; } = attribute;
}
