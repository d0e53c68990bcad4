using RingRift.Eventing.Records;

namespace RingRift.Eventing.DeadLetters;

/// <summary>A part of the dead letters, newest first.</summary>
/// <param name="Letters">The letters.</param>
/// <param name="Continuation">Where the next page begins; null after the last one.</param>
public sealed record DeadLetterPage(IReadOnlyList<StoredDeadLetter> Letters, string? Continuation)
{
    /// <summary>Letters of the part that this version cannot read; they are passed over.</summary>
    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];

    /// <summary>Most letters of one page.</summary>
    public const int Largest = 1000;
}
