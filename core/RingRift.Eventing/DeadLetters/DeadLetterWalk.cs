using System.Runtime.CompilerServices;

namespace RingRift.Eventing.DeadLetters;

/// <summary>Goes through letters page by page.</summary>
public static class DeadLetterWalk
{
    private const int PageSize = 100;

    /// <summary>
    /// The letters of a query, newest first. One that fails again meanwhile is newer than every page still to come: the walk ends.
    /// </summary>
    /// <param name="store">The letters.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops between two letters.</param>
    public static async IAsyncEnumerable<StoredDeadLetter> WalkAsync(
        this IDeadLetterStore store, DeadLetterQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        string? next = null;
        do
        {
            var page = await store.ListAsync(query, PageSize, next, cancellationToken).ConfigureAwait(false);
            foreach (var stored in page.Letters)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return stored;
            }

            next = page.Continuation;
        }
        while (next is not null);
    }
}
