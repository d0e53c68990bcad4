namespace RingRift.Eventing.Routing;

/// <summary>The newest events of a bus, a bounded number of them. A look back for people; nothing decides by it.</summary>
/// <typeparam name="T">What it keeps.</typeparam>
public sealed class EventHistory<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly T[] _ring;
    private long _added;

    /// <summary>An empty history.</summary>
    /// <param name="capacity">Events it keeps, from 1.</param>
    public EventHistory(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _ring = new T[capacity];
    }

    /// <summary>The newest events that are wanted, newest first.</summary>
    /// <param name="take">At most so many, from 0.</param>
    /// <param name="wanted">Which; null for all.</param>
    public IReadOnlyList<T> Newest(int take, Func<T, bool>? wanted = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        return [.. Snapshot().Where(wanted ?? (_ => true)).Take(take)];
    }

    /// <summary>Adds an event; a full history forgets its oldest.</summary>
    internal void Add(T item)
    {
        lock (_lock)
        {
            _ring[_added++ % _ring.Length] = item;
        }
    }

    private T[] Snapshot()
    {
        lock (_lock)
        {
            var newest = new T[Math.Min(_added, _ring.Length)];
            for (var age = 0; age < newest.Length; age++)
            {
                newest[age] = _ring[(_added - 1 - age) % _ring.Length];
            }

            return newest;
        }
    }
}
