using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>An event breaks its contract: its schema version or its payload (K8). The same input breaks it every time; trying again is no use.</summary>
/// <param name="type">The event.</param>
/// <param name="violation">Where and how.</param>
public sealed class EventContractException(DataEventType type, ContractViolation violation)
    : JsonException($"the payload of {type.AdrName()} breaks its schema: {violation}", violation.Path, lineNumber: null, bytePositionInLine: null)
{
    /// <summary>The event.</summary>
    public DataEventType Type { get; } = type;

    /// <summary>Where and how.</summary>
    public ContractViolation Violation { get; } = violation;
}
