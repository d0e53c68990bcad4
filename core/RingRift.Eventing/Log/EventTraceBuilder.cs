using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Log;

/// <summary>
/// Makes a tree of logged events by their causes. Pure; every event is in the tree exactly once, whatever the causes say.
/// </summary>
public static class EventTraceBuilder
{
    /// <summary>The trace of some events.</summary>
    /// <param name="correlationId">The correlation that was asked for.</param>
    /// <param name="events">The events, each once.</param>
    /// <exception cref="ArgumentException">There are no events.</exception>
    public static EventTrace Build(string correlationId, IReadOnlyCollection<LoggedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            throw new ArgumentException($"the log holds no event of '{correlationId}'; a trace needs at least one", nameof(events));
        }

        var ordered = events.OrderBy(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal).ToList();
        return new EventTrace
        {
            CorrelationId = correlationId,
            Correlations = [.. ordered.Select(logged => logged.Event.CorrelationId).Distinct(StringComparer.Ordinal)],
            Events = events.Count,
            Deliveries = events.Sum(logged => logged.Handlings.Count),
            Failed = events.Count(logged => StateOf(logged) == TraceState.Failed),
            Waiting = events.Count(logged => StateOf(logged) == TraceState.Waiting),
            Started = ordered[0].Published,
            Ended = events.Max(logged => logged.Handlings.Select(handling => handling.Time).Append(logged.Published).Max()),
            Nodes = [.. Nodes(ordered)],
        };
    }

    /// <summary>
    /// Where an event stands, by the newest delivery to each consumer. One that nobody is to take is settled by being recorded.
    /// </summary>
    public static TraceState StateOf(LoggedEvent logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var newest = logged.Handlings.GroupBy(handling => handling.Consumer, StringComparer.Ordinal).Select(NewestOf).ToList();
        return newest.Exists(handling => handling.IsFailure) ? TraceState.Failed
            : newest.TrueForAll(handling => handling.IsSettled)
                && (newest.Count > 0 || EventCatalogue.Of(logged.Event.Type).Consumers.Count == 0) ? TraceState.Settled
            : TraceState.Waiting;
    }

    // Once settled an event stays settled: what comes after is a repeat, for example a second worker that finds the job held.
    private static HandlingRecord NewestOf(IEnumerable<HandlingRecord> handlings)
    {
        var byTime = handlings.OrderBy(handling => handling.Time).ToList();
        return byTime.LastOrDefault(handling => handling.IsSettled) ?? byTime[^1];
    }

    private static IEnumerable<TraceNode> Nodes(List<LoggedEvent> ordered)
    {
        var causes = Causes(ordered);
        var effects = ordered.ToLookup(logged => causes[logged.Event.Id], StringComparer.Ordinal);

        // Chains over many iterations are deep: no recursion.
        var open = new Stack<(LoggedEvent Logged, int Depth)>(effects[null].Reverse().Select(root => (root, 0)));
        while (open.TryPop(out var next))
        {
            yield return Node(next.Logged, causes[next.Logged.Event.Id], next.Depth);
            foreach (var effect in effects[next.Logged.Event.Id].Reverse())
            {
                open.Push((effect, next.Depth + 1));
            }
        }
    }

    /// <summary>
    /// The cause each event hangs on; null for roots: events of no cause, of one outside, and one of each ring of causes.
    /// </summary>
    private static Dictionary<string, string?> Causes(List<LoggedEvent> ordered)
    {
        var causes = ordered.ToDictionary(logged => logged.Event.Id, string? (logged) => logged.Event.CausationId, StringComparer.Ordinal);
        foreach (var logged in ordered)
        {
            var id = logged.Event.Id;
            if (causes[id] is { } cause && (cause == id || !causes.ContainsKey(cause)))
            {
                causes[id] = null;
            }
        }

        var rooted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var logged in ordered)
        {
            BreakRing(logged.Event.Id, causes, rooted);
        }

        return causes;
    }

    // Causes come from outside too and may go round in a ring, which no tree holds: one of the ring becomes a root.
    private static void BreakRing(string id, Dictionary<string, string?> causes, HashSet<string> rooted)
    {
        var path = new HashSet<string>(StringComparer.Ordinal);
        for (var at = id; at is not null && !rooted.Contains(at); at = causes[at])
        {
            if (!path.Add(at))
            {
                causes[at] = null;
                break;
            }
        }

        rooted.UnionWith(path);
    }

    private static TraceNode Node(LoggedEvent logged, string? cause, int depth) => new()
    {
        Id = logged.Event.Id,
        Type = logged.Event.Type.WireName(),
        Subject = logged.Event.Subject,
        CorrelationId = logged.Event.CorrelationId,
        Source = logged.Event.Source,
        Published = logged.Published,
        Depth = depth,
        Parent = cause,
        CauseOutside = cause is null && logged.Event.CausationId != logged.Event.Id ? logged.Event.CausationId : null,
        Data = logged.Event.Data,
        State = StateOf(logged),
        Deliveries = Deliveries(logged),
    };

    private static List<TraceDelivery> Deliveries(LoggedEvent logged)
    {
        var attempts = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. logged.Handlings.OrderBy(handling => handling.Time).Select(handling => new TraceDelivery(
            handling.Consumer,
            attempts[handling.Consumer] = attempts.GetValueOrDefault(handling.Consumer) + 1,
            handling.Time,
            handling.Duration.TotalSeconds,
            handling.Outcome,
            handling.Reason,
            handling.ReplayId))];
    }
}
