using System.Globalization;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>Reads the trace of a chain, and where asked of the iterations before and after it.</summary>
public sealed class EventTraceReader(IEventLog log)
{
    /// <summary>Most iterations to follow in either direction.</summary>
    public const int MostNeighbours = 1000;

    /// <summary>The trace; null when the log holds no event of the correlation.</summary>
    /// <param name="correlationId">The chain, for example <c>hex8_2p-0003</c>.</param>
    /// <param name="before">Iterations before it to follow causes into, 0 to <see cref="MostNeighbours"/>.</param>
    /// <param name="after">Iterations after it to follow effects into, 0 to <see cref="MostNeighbours"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<EventTrace?> ReadAsync(string correlationId, int before, int after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correlationId);
        CheckNeighbours(before, nameof(before));
        CheckNeighbours(after, nameof(after));
        var unreadable = new List<UnreadableRecord>();
        var events = await log.OfCorrelationAsync(
            correlationId, unreadable, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (events.Count == 0)
        {
            return unreadable.Count == 0 ? null : throw new UnreadableRecordException(unreadable[0]);
        }

        var (config, iteration) = IterationOf(events[0]);
        if (config is not null)
        {
            events.AddRange(await NeighboursAsync(config, iteration, -1, before, unreadable, cancellationToken).ConfigureAwait(false));
            events.AddRange(await NeighboursAsync(config, iteration, 1, after, unreadable, cancellationToken).ConfigureAwait(false));
        }

        return EventTraceBuilder.Build(correlationId, events) with { Unreadable = unreadable.OrNull() };
    }

    private static void CheckNeighbours(int count, string name)
    {
        if (count is < 0 or > MostNeighbours)
        {
            throw new ArgumentOutOfRangeException(name, count, $"must be 0 to {MostNeighbours} iterations");
        }
    }

    /// <summary>Events of the iterations next to one, until one has none.</summary>
    private async Task<List<LoggedEvent>> NeighboursAsync(
        string config, int iteration, int step, int count, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var found = new List<LoggedEvent>();
        for (var i = 1; i <= count && iteration + (step * i) >= 1; i++)
        {
            var correlation = EventFactory.CorrelationOf(config, iteration + (step * i));
            var events = await log.OfCorrelationAsync(
                correlation, unreadable, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (events.Count == 0)
            {
                break;
            }

            found.AddRange(events);
        }

        return found;
    }

    /// <summary>Config and iteration of an event's subject; no config where the subject names none.</summary>
    private static (string? Config, int Iteration) IterationOf(LoggedEvent logged) =>
        logged.Event.Subject.Split('/') is [var config, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var iteration)
            ? (config, iteration)
            : (null, 0);
}
