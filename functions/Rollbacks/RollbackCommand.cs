using System.Text.Json.Serialization;

namespace RingRift.Functions.Rollbacks;

/// <summary>Body of a rollback.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RollbackCommand
{
    /// <summary>Generation whose network is to be champion again, from 1.</summary>
    public required int To { get; init; }

    /// <summary>Why; kept in the history.</summary>
    public required string Reason { get; init; }
}
