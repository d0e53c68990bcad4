namespace RingRift.Catalogue.Model;

/// <summary>One field of a payload, or of the glossary that payloads from outside refer to.</summary>
public sealed record FieldEntry
{
    /// <summary>Name in JSON. Empty in the glossary, where the key is the name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Name of a <see cref="FieldType"/> or named type, followed by <c>[]</c> for a list; null for a reference to the glossary.</summary>
    public string? Type { get; init; }

    /// <summary>Unit of a number, for example <c>s</c>; null where it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether every payload has it.</summary>
    public bool Required { get; init; }

    /// <summary>What it holds, a sentence.</summary>
    public string Description { get; init; } = string.Empty;
}
