using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Delivery;

public sealed partial class OutboxSweeper
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} {Id} of {Aggregate} was still in the outbox; published now")]
    private partial void LogRepublished(DataEventType type, string id, AggregateKey aggregate);

    [LoggerMessage(Level = LogLevel.Error, Message = "row {Row} in the outbox of {Aggregate} cannot be read and is kept as a dead letter: {Reason}")]
    private partial void LogPutAside(AggregateKey aggregate, string row, string reason);
}
