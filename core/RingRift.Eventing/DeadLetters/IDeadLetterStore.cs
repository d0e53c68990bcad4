using RingRift.Eventing.Records;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// Keeps the events that were given up, from all sources (ADR 0012). What <see cref="DeadLetterMerge"/> says about repeats holds for every
/// adapter.
/// </summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Adds a failure: a new letter, or one more failure of a letter that is there. The same failure added again changes nothing.
    /// </summary>
    Task AddAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>A letter; null when there is none with this id.</summary>
    Task<StoredDeadLetter?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of letters, newest first.</summary>
    /// <param name="query">Which letters.</param>
    /// <param name="size">Most letters of the page, 1 to <see cref="DeadLetterPage.Largest"/>.</param>
    /// <param name="continuation">Continuation of the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">Size or continuation break their rule.</exception>
    Task<DeadLetterPage> ListAsync(DeadLetterQuery query, int size, string? continuation, CancellationToken cancellationToken);

    /// <summary>Changes the status of a letter; false when somebody else changed the letter since it was loaded.</summary>
    /// <param name="letter">The letter as loaded.</param>
    /// <param name="status">Its new status.</param>
    /// <param name="note">Why.</param>
    /// <param name="time">When (UTC).</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    Task<bool> TryChangeStatusAsync(
        StoredDeadLetter letter, DeadLetterStatus status, string note, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Numbers of letters by consumer and status, in that order; reads no letter.</summary>
    Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken);
}

/// <summary>A dead letter as loaded.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Token">Concurrency token to change it under (a table's ETag).</param>
public sealed record StoredDeadLetter(DeadLetter Letter, string Token);

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

/// <summary>How many dead letters a consumer has.</summary>
/// <param name="Consumer">Name of the consumer.</param>
/// <param name="Status">Their status.</param>
/// <param name="Letters">Their number, from 0.</param>
public sealed record DeadLetterCount(string Consumer, DeadLetterStatus Status, long Letters);
