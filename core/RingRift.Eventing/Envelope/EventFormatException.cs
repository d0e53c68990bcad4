using RingRift.Eventing.Json;

namespace RingRift.Eventing.Envelope;

/// <summary>What arrived is not one of this system's events.</summary>
public sealed class EventFormatException : FormatException
{
    /// <summary>An attribute is missing or wrong.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">Its value; null where it has none.</param>
    /// <param name="rule">What it must be.</param>
    /// <param name="inner">The cause, if an exception was one.</param>
    public EventFormatException(string attribute, string? value, string rule, Exception? inner = null)
        : this(attribute, attribute, Cut(value), rule, inner)
    {
    }

    /// <summary>The payload breaks its contract.</summary>
    /// <param name="violation">Where and how.</param>
    public EventFormatException(ContractViolation violation)
        : this(
            "data", "data" + (violation ?? throw new ArgumentNullException(nameof(violation))).Path[1..], violation.Value, violation.Rule,
            inner: null)
    {
    }

    private EventFormatException(string attribute, string path, string? value, string rule, Exception? inner)
        : base($"CloudEvent {path} '{value}': {rule}", inner) => (Attribute, Path, Value, Rule) = (attribute, path, value, rule);

    /// <summary>The attribute that is wrong; <c>body</c> where the text is no event at all.</summary>
    public string Attribute { get; }

    /// <summary>Where in it, for example <c>data.candidate.sha256</c>.</summary>
    public string Path { get; }

    /// <summary>What stands there, cut to a length for people; null for nothing.</summary>
    public string? Value { get; }

    /// <summary>What must stand there.</summary>
    public string Rule { get; }

    private static string? Cut(string? value) => value is null ? null : ContractViolation.Cut(value);
}
