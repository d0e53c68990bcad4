using RingRift.Eventing.DeadLetters;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Which dead letters an operation is about: some by id, whatever their status, or those of a query, which are the open ones unless it says
/// otherwise.
/// </summary>
public sealed record DeadLetterSelection
{
    private DeadLetterSelection()
    {
    }

    /// <summary>Ids; empty when <see cref="Query"/> selects.</summary>
    public IReadOnlyList<string> Ids { get; private init; } = [];

    /// <summary>Query; null when <see cref="Ids"/> select.</summary>
    public DeadLetterQuery? Query { get; private init; }

    /// <summary>Letters by id.</summary>
    /// <exception cref="ArgumentException">No id, or one that cannot be an id.</exception>
    public static DeadLetterSelection Of(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            throw new ArgumentException("ids: must name at least one dead letter");
        }

        return ids.FirstOrDefault(id => !DeadLetterId.TrySplit(id, out _, out _)) is { } wrong
            ? throw new ArgumentException($"id '{wrong}': must be a consumer, '.' and 32 hexadecimal digits, as lists show it")
            : new DeadLetterSelection { Ids = [.. ids.Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>Letters of a query.</summary>
    public static DeadLetterSelection Of(DeadLetterQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DeadLetterSelection { Query = query with { Status = query.Status ?? DeadLetterStatus.Open } };
    }
}
