using RingRift.Web.Live;

namespace RingRift.Web.Events;

/// <summary>
/// The events that a filter lets through, newest first. While it is held, what is shown stays where it is and news wait. Each event is
/// looked at once, so that a hundred thousand of them cost nothing while few come. Not safe for concurrent use.
/// </summary>
/// <param name="lines">All events.</param>
public sealed class EventView(EventLines lines)
{
    private readonly List<EventLine> _wanted = [];
    private EventFilter _filter = new();
    private int _edition;
    private int _seen;
    private int? _held;

    /// <summary>Events to show.</summary>
    public int Count => Math.Min(_held ?? _wanted.Count, _wanted.Count);

    /// <summary>Wanted events that came since the list is held.</summary>
    public int Waiting => _wanted.Count - Count;

    /// <summary>What is wanted.</summary>
    public EventFilter Filter
    {
        get => _filter;
        set
        {
            if (_filter != value)
            {
                (_filter, _held) = (value, null);
                Renew();
            }
        }
    }

    /// <summary>Holds what is shown, or lets it go.</summary>
    public void Hold(bool held) => _held = held ? _held ?? _wanted.Count : null;

    /// <summary>Takes what is new among all events.</summary>
    public void Update()
    {
        // A state may make an event wanted that was not.
        if (_edition != lines.Edition && (_filter.FailedOnly || _seen > lines.All.Count))
        {
            Renew();
            return;
        }

        _edition = lines.Edition;
        for (; _seen < lines.All.Count; _seen++)
        {
            if (_filter.Takes(lines.All[_seen].Event))
            {
                _wanted.Add(lines.All[_seen]);
            }
        }
    }

    /// <summary>Some of the events, newest first.</summary>
    /// <param name="first">How many newer ones are left out.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<EventLine> Slice(int first, int count)
    {
        var end = Math.Max(0, Count - first);
        var begin = Math.Max(0, end - count);
        return [.. Enumerable.Reverse(_wanted[begin..end])];
    }

    private void Renew()
    {
        _wanted.Clear();
        (_edition, _seen) = (lines.Edition, 0);
        Update();
    }
}
