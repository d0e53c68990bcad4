using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Transactions;

public sealed partial class AggregateTransaction
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Aggregate} changed under attempt {Attempt} of {Type} {Id}; deciding again")]
    private partial void LogConflict(AggregateKey aggregate, int attempt, DataEventType type, string id);
}
