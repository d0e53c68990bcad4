namespace RingRift.Pipeline.DeadLetters;

/// <summary>Keeps events that were given up.</summary>
public interface IDeadLetterStore
{
    /// <summary>Adds a dead letter; the same id and source replace one another.</summary>
    Task AddAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>All dead letters, newest first.</summary>
    IAsyncEnumerable<DeadLetter> ListAsync(CancellationToken cancellationToken);
}
