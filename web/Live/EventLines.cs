using RingRift.Web.Api;

namespace RingRift.Web.Live;

/// <summary>
/// The newest events that were told, each once, in the order in which they came. A bounded number is kept; the log has them all. Not safe
/// for concurrent use.
/// </summary>
/// <param name="most">Events to keep; the oldest of a tenth more are forgotten together.</param>
public sealed class EventLines(int most = EventLines.Most)
{
    /// <summary>Events that a page keeps.</summary>
    public const int Most = 100_000;

    private readonly List<EventLine> _lines = [];
    private readonly Dictionary<string, EventLine> _byId = new(StringComparer.Ordinal);

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<EventLine> All => _lines;

    /// <summary>Grows whenever a known event changed or old ones were forgotten, so that what was made of them is to be made anew.</summary>
    public int Edition { get; private set; }

    /// <summary>Takes an event.</summary>
    /// <returns>Whether anything is new.</returns>
    public bool Take(LiveEventAnswer told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (_byId.TryGetValue(told.Id, out var line))
        {
            // A stream that began again knows less of what it told before.
            if (line.Event == told || (told.State == EventStates.Waiting && line.Event.State != EventStates.Waiting))
            {
                return false;
            }

            line.Event = told;
            Edition++;
            return true;
        }

        line = new EventLine(told);
        _byId.Add(told.Id, line);
        _lines.Add(line);
        if (_lines.Count > most + (most / 10))
        {
            _lines[..^most].ForEach(old => _byId.Remove(old.Event.Id));
            _lines.RemoveRange(0, _lines.Count - most);
            Edition++;
        }

        return true;
    }
}

/// <summary>An event that was told, in its newest state.</summary>
/// <param name="told">The event.</param>
public sealed class EventLine(LiveEventAnswer told)
{
    /// <summary>The event.</summary>
    public LiveEventAnswer Event { get; set; } = told;
}
