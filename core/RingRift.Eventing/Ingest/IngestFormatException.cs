namespace RingRift.Eventing.Ingest;

/// <summary>A request holds no events that could be looked at one by one.</summary>
/// <param name="value">What it holds.</param>
/// <param name="rule">What it must hold.</param>
/// <param name="isTooLarge">Whether it is refused for its size.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class IngestFormatException(string value, string rule, bool isTooLarge = false, Exception? inner = null)
    : FormatException($"body '{value}': {rule}", inner)
{
    /// <summary>Whether the request is refused for its size.</summary>
    public bool IsTooLarge { get; } = isTooLarge;
}
