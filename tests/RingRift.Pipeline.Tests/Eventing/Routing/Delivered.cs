namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>What a subscriber got, in order.</summary>
internal sealed class Delivered<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    public ValueTask Add(T item)
    {
        lock (_lock)
        {
            _items.Add(item);
        }

        return default;
    }

    public Task CountAsync(int count) => Until.TrueAsync(() => Items.Count >= count);
}
