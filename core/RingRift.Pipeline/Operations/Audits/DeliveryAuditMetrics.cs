using System.Diagnostics.Metrics;

namespace RingRift.Pipeline.Operations.Audits;

/// <summary>What the audit found, as metrics.</summary>
public sealed class DeliveryAuditMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.DeliveryAudit";

    /// <summary>Counter of events sent to a consumer again, unit <c>{event}</c>, by <see cref="ConsumerTag"/>.</summary>
    public const string RedeliveredCounter = "ringrift.delivery_audit.redelivered";

    /// <summary>Counter of events that became dead letters, unit <c>{event}</c>, by <see cref="ConsumerTag"/>.</summary>
    public const string GivenUpCounter = "ringrift.delivery_audit.given_up";

    /// <summary>Gauge of deliveries that are looked at again, unit <c>{delivery}</c>, as last counted by this process.</summary>
    public const string OpenGauge = "ringrift.delivery_audit.open";

    /// <summary>Tag with the consumer's name.</summary>
    public const string ConsumerTag = "ringrift.consumer";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _redelivered;
    private readonly Counter<long> _givenUp;
    private readonly Gauge<int> _open;

    /// <summary>Creates the instruments.</summary>
    public DeliveryAuditMetrics()
    {
        _redelivered = _meter.CreateCounter<long>(RedeliveredCounter, "{event}", "Events sent to a consumer again because no end of their delivery was known.");
        _givenUp = _meter.CreateCounter<long>(GivenUpCounter, "{event}", "Events that became dead letters because no end of their delivery came.");
        _open = _meter.CreateGauge<int>(OpenGauge, "{delivery}", "Deliveries without a known end.");
    }

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts an event sent again.</summary>
    internal void Redelivered(string consumer) => _redelivered.Add(1, new KeyValuePair<string, object?>(ConsumerTag, consumer));

    /// <summary>Counts an event given up.</summary>
    internal void GivenUp(string consumer) => _givenUp.Add(1, new KeyValuePair<string, object?>(ConsumerTag, consumer));

    /// <summary>Takes the number of open deliveries.</summary>
    internal void Open(int deliveries) => _open.Record(deliveries);
}
