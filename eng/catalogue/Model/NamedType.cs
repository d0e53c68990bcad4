using System.Text.Json.Nodes;

namespace RingRift.Catalogue.Model;

/// <summary>A hand-written type that payloads hold: a value with behaviour, or an enumeration.</summary>
public sealed record NamedType
{
    /// <summary>Name of the C# type.</summary>
    public required string ClrType { get; init; }

    /// <summary>Namespace of the C# type; null for that of the payloads.</summary>
    public string? ClrNamespace { get; init; }

    /// <summary>What it is, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Its JSON Schema; <c>#/$defs/NAME</c> refers to another named type.</summary>
    public required JsonObject Schema { get; init; }
}
