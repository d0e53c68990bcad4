using Microsoft.Extensions.Logging;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Handling;

public sealed partial class AggregateTransaction
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Aggregate} changed under attempt {Attempt} of {Type} {Id}; deciding again")]
    private partial void LogConflict(AggregateKey aggregate, int attempt, DataEventType type, string id);
}
