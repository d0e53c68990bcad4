using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>A well-formed question for events, newest first: the same rules behind the command and the HTTP API.</summary>
/// <param name="Query">Times, types and failures.</param>
/// <param name="Correlation">Only this chain; null for all.</param>
/// <param name="Take">Most events to give, 1 to <see cref="MostEvents"/>.</param>
public sealed record EventListRequest(EventLogQuery Query, string? Correlation, int Take)
{
    /// <summary>Most events one answer holds.</summary>
    public const int MostEvents = 1000;

    /// <summary>Events an answer holds unless asked otherwise.</summary>
    public const int DefaultEvents = 100;

    /// <summary>Time looked back unless asked otherwise.</summary>
    public static readonly TimeSpan DefaultSpan = TimeSpan.FromDays(1);

    /// <summary>Reads a question.</summary>
    /// <param name="text">As written.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="request">The question.</param>
    /// <param name="problem">What is wrong: name, value and rule.</param>
    public static bool TryRead(
        EventListText text, DateTimeOffset now, [NotNullWhen(true)] out EventListRequest? request, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        request = null;
        var (from, to, take, failed) = (now - DefaultSpan, now, DefaultEvents, false);
        var types = new List<DataEventType>();
        problem =
            (text.From is null || EventTimeText.TryParse(text.From, now, out from)
                ? null
                : $"from is '{text.From}'; it is {EventTimeText.Rule}")
            ?? (text.To is null || EventTimeText.TryParse(text.To, now, out to) ? null : $"to is '{text.To}'; it is {EventTimeText.Rule}")
            ?? (from < to ? null : $"from is '{from:O}' and to is '{to:O}'; from lies before to")
            ?? ReadTypes(text.Types, types)
            ?? (text.Failed is null || bool.TryParse(text.Failed, out failed) ? null : $"failed is '{text.Failed}'; it is true or false")
            ?? (text.Take is null || TryReadTake(text.Take, out take)
                ? null
                : $"take is '{text.Take}'; it is a whole number from 1 to {MostEvents}");
        if (problem is null)
        {
            request = new EventListRequest(
                new EventLogQuery { From = from, To = to, Types = types, FailedOnly = failed }, text.Correlation, take);
        }

        return problem is null;
    }

    /// <summary>Asks the log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="unreadable">Takes rows that this version cannot read; they are passed over.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        IEventLog log, ICollection<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);

        // A chain is read whole: it lies in one partition, and the index knows nothing of chains.
        var events = Correlation is null
            ? log.QueryAsync(Query, unreadable, cancellationToken)
            : log.OfCorrelationAsync(Correlation, unreadable, cancellationToken).Where(Query.Matches)
                .OrderByDescending(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal);
        return await events.Take(Take).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string? ReadTypes(IReadOnlyList<string> names, List<DataEventType> types)
    {
        foreach (var name in names)
        {
            var wire = name.StartsWith(EventTypeNames.Prefix, StringComparison.OrdinalIgnoreCase) ? name : EventTypeNames.Prefix + name;
            if (!EventTypeNames.TryParse(wire.ToLowerInvariant(), out var type))
            {
                return $"type is '{name}'; it is the name of an event, for example {DataEventType.ModelPromoted.CatalogueName()}";
            }

            types.Add(type);
        }

        return null;
    }

    private static bool TryReadTake(string text, out int take) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is >= 1 and <= MostEvents;
}
