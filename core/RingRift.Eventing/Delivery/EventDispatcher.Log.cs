using Microsoft.Extensions.Logging;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Delivery;

public sealed partial class EventDispatcher
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Type} {Id} ({Subject}) by {Handler}: {Result}")]
    private partial void LogHandled(DataEventType type, string id, string subject, string handler, string result);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Type} {Id} ({Subject}) by {Handler}: stale, {Reason}")]
    private partial void LogStale(DataEventType type, string id, string subject, string handler, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Type} {Id} ({Subject}) by {Handler}: held, {Reason}")]
    private partial void LogHeld(DataEventType type, string id, string subject, string handler, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} {Id} ({Subject}) by {Handler}: again after {After}, {Reason}")]
    private partial void LogRetry(DataEventType type, string id, string subject, string handler, TimeSpan after, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} {Id} ({Subject}) by {Handler}: dead letter, {Reason}")]
    private partial void LogDeadLetter(DataEventType type, string id, string subject, string handler, string reason);
}
