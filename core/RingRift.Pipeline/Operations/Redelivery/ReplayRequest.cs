using System.Globalization;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>What to replay into one consumer: a chain of events, or a range of time.</summary>
public sealed record ReplayRequest
{
    private ReplayRequest(string consumer) => Consumer = consumer;

    /// <summary>Name of the consumer.</summary>
    public string Consumer { get; }

    /// <summary>Correlation of the chain; null for a range of time.</summary>
    public string? CorrelationId { get; private init; }

    /// <summary>Published at or after this time (UTC).</summary>
    public DateTimeOffset From { get; private init; }

    /// <summary>Published before this time (UTC).</summary>
    public DateTimeOffset To { get; private init; }

    /// <summary>A request from what people gave.</summary>
    /// <exception cref="ArgumentException">A value is missing or breaks its rule.</exception>
    public static ReplayRequest Of(string? consumer, string? correlationId, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (string.IsNullOrEmpty(consumer))
        {
            throw new ArgumentException("consumer: must name who is to get the events");
        }

        return (correlationId, from, to) switch
        {
            ({ Length: > 0 }, null, null) => new ReplayRequest(consumer) { CorrelationId = correlationId },
            (null or "", { } first, { } last) when first < last => new ReplayRequest(consumer) { From = first, To = last },
            (null or "", { } first, { } last) => throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"from '{first:O}': must be before to '{last:O}'")),
            _ => throw new ArgumentException("a replay needs either a correlation, or from and to"),
        };
    }
}
