using System.Text.Json.Serialization;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.DeadLetters;

/// <summary>A dead letter in a list: everything but the body.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">What people did about it.</param>
/// <param name="Consumer">Who gave it up.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Reason">Why.</param>
/// <param name="Error">What went wrong last, where known.</param>
/// <param name="EventType">Type of the event, where it has one.</param>
/// <param name="EventId">Id of the event, where it has one.</param>
/// <param name="Config">Config of the event, where it has one.</param>
/// <param name="CorrelationId">Correlation of the event, where it has one.</param>
/// <param name="Attempts">Deliveries that failed.</param>
/// <param name="FirstTime">First failure (UTC).</param>
/// <param name="LastTime">Last failure (UTC).</param>
/// <param name="StatusNote">Why the status was changed.</param>
public sealed record DeadLetterSummary(
    string Id,
    DeadLetterStatus Status,
    string Consumer,
    DeadLetterOrigin Origin,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EventType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EventId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Config,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CorrelationId,
    int Attempts,
    DateTimeOffset FirstTime,
    DateTimeOffset LastTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? StatusNote)
{
    /// <summary>The summary of a letter.</summary>
    public static DeadLetterSummary Of(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new DeadLetterSummary(
            letter.Id, letter.Status, letter.Consumer, letter.Origin, letter.Reason, letter.Error, letter.EventType, letter.EventId,
            letter.Config,
            letter.CorrelationId, letter.Attempts, letter.FirstTime, letter.LastTime, letter.StatusNote);
    }
}

/// <summary>What was told about the dead letters of one consumer.</summary>
/// <param name="Consumer">Name of the consumer.</param>
/// <param name="StaleSince">When it was told that letters wait too long (UTC); null while none does.</param>
/// <param name="Redriven">Letters sent again so far.</param>
/// <param name="Discarded">Letters discarded so far.</param>
public sealed record ConsumerDeadLetters(string Consumer, DateTimeOffset? StaleSince = null, long Redriven = 0, long Discarded = 0)
    : StoredRecord;
