using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Eventing.Records;

/// <summary>
/// A record that is read, changed and written again, perhaps by a process older than the one that wrote it. What it does not know stays
/// with it: a <c>with</c> copies it, and it is written back (ADR 0032).
/// </summary>
/// <remarks>What is unknown takes no part in equality: two processes that speak of the same thing agree, whatever one of them knows
/// beyond.</remarks>
public abstract record StoredRecord
{
    /// <summary>Members that a newer version wrote; null when there are none.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; init; }

    /// <summary>Whether both are of one type; a derived record compares its own members.</summary>
    public virtual bool Equals(StoredRecord? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Prints nothing of its own, so that a record looks as its members do.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;
}
