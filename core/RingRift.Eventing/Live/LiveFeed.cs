using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Live;

/// <summary>
/// Streams of what is new in the event log. Events that this process publishes or takes are told at once; <see cref="LiveWatch"/> finds all
/// others in the log. A position of the log is where a stream goes on, in this process or another.
/// </summary>
public sealed class LiveFeed(IEventLog log, LiveOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Events told to who begins without a position, unless asked otherwise.</summary>
    public const int DefaultEvents = 200;

    /// <summary>Most events told to who begins, or goes on after a time away.</summary>
    public const int MostEvents = 5000;

    /// <summary>Time looked back before a position: clocks differ, and a row may be written later than a younger one.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Channel<bool> _opened =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly List<LiveStream> _streams = [];
    private readonly Dictionary<string, (DateTimeOffset Time, TraceState State)> _told = new(StringComparer.Ordinal);
    private LivePosition? _position;

    /// <summary>Whether no further stream is served now.</summary>
    public bool IsFull => Streams >= options.MaxStreams;

    /// <summary>Streams of now.</summary>
    public int Streams
    {
        get
        {
            lock (_lock)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>Tells of an event that this process just published or took; the log holds it. Costs nothing while nobody watches.</summary>
    /// <param name="envelope">The event.</param>
    public void Tell(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        lock (_lock)
        {
            var state = EventTraceBuilder.StateOf(new LoggedEvent(envelope, envelope.Time, []));
            if (_streams.Count > 0 && _told.TryAdd(envelope.Id, (time.GetUtcNow(), state)))
            {
                Send(new LiveItem(LiveKind.Event, _position, LiveEvent.Of(envelope, state)));
            }
        }
    }

    /// <summary>
    /// A stream. It ends with <see cref="LiveKind.End"/> after its time, when the host stops, or when its reader is too slow.
    /// </summary>
    /// <param name="after">Where a stream of before ended; null to begin.</param>
    /// <param name="first">Newest events of the last day to begin with, where there is no position.</param>
    /// <param name="cancellationToken">The reader has gone.</param>
    public async IAsyncEnumerable<LiveItem> FollowAsync(
        LivePosition? after, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first message goes out at once, so that the reader knows that it is heard.
        using var over = new CancellationTokenSource(options.StreamTime, time);
        var stream = new LiveStream();
        await using var atEnd = over.Token.Register(stream.End).ConfigureAwait(false);
        await using var atStop = lifetime.ApplicationStopping.Register(stream.End).ConfigureAwait(false);
        Open(stream);
        try
        {
            yield return new LiveItem(LiveKind.Beat, after);
            var begun = new LivePosition(time.GetUtcNow());
            foreach (var item in await MissedAsync(after, first, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }

            yield return new LiveItem(LiveKind.Beat, begun);
            await foreach (var item in stream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return item with { Position = item.Position?.Time > begun.Time ? item.Position : begun };
            }

            yield return new LiveItem(LiveKind.End, null);
        }
        finally
        {
            Close(stream);
        }
    }

    /// <summary>What a stream would begin with, and its end: for who cannot have a stream, and asks again and again.</summary>
    /// <inheritdoc cref="FollowAsync"/>
    public async IAsyncEnumerable<LiveItem> ReadAsync(
        LivePosition? after, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = new LivePosition(time.GetUtcNow());
        foreach (var item in await MissedAsync(after, first, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }

        yield return new LiveItem(LiveKind.End, begun);
    }

    /// <summary>Takes what a look into the log found: tells what was not told, or not in this state, and that all is told.</summary>
    /// <param name="found">Events, oldest first.</param>
    /// <param name="position">When the look began.</param>
    /// <returns>Events that were not told before.</returns>
    internal int Take(IEnumerable<LoggedEvent> found, LivePosition position)
    {
        lock (_lock)
        {
            var count = 0;
            foreach (var logged in found)
            {
                var state = EventTraceBuilder.StateOf(logged);
                var isKnown = _told.TryGetValue(logged.Event.Id, out var told);
                count += isKnown ? 0 : 1;
                if (!isKnown || told.State != state)
                {
                    _told[logged.Event.Id] = (isKnown ? told.Time : logged.Published, state);
                    Send(new LiveItem(LiveKind.Event, _position, LiveEvent.Of(logged.Event, state)));
                }
            }

            _position = position;
            Forget(position.Time - (2 * Overlap));
            Send(new LiveItem(LiveKind.Beat, position));
            return count;
        }
    }

    /// <summary>Returns when somebody began to watch.</summary>
    internal async Task WatchedAsync(CancellationToken cancellationToken) =>
        await _opened.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    private void Open(LiveStream stream)
    {
        lock (_lock)
        {
            _streams.Add(stream);
        }

        _opened.Writer.TryWrite(true);
    }

    private void Close(LiveStream stream)
    {
        lock (_lock)
        {
            _streams.Remove(stream);
            if (_streams.Count == 0)
            {
                _told.Clear();
                _position = null;
            }
        }
    }

    private void Send(LiveItem item) => _streams.ForEach(stream => stream.Tell(item));

    private void Forget(DateTimeOffset before)
    {
        foreach (var id in _told.Where(entry => entry.Value.Time < before).Select(entry => entry.Key).ToList())
        {
            _told.Remove(id);
        }
    }

    private async Task<IReadOnlyList<LiveItem>> MissedAsync(LivePosition? after, int first, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (from, most) = after is { } position ? (Before(position.Time, Overlap), MostEvents) : (now - TimeSpan.FromDays(1), first);
        var query = new EventLogQuery { From = from, To = now + Overlap };
        var found = await log.QueryAsync(query, new HashSet<UnreadableRecord>(), cancellationToken).Take(most + 1)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var items = found.Take(most).Reverse().Select(
            logged => new LiveItem(LiveKind.Event, after, LiveEvent.Of(logged.Event, EventTraceBuilder.StateOf(logged))));
        return found.Count > most && after is not null ? [new LiveItem(LiveKind.Gap, after), .. items] : [.. items];
    }

    private static DateTimeOffset Before(DateTimeOffset time, TimeSpan span) =>
        time - DateTimeOffset.MinValue > span ? time - span : DateTimeOffset.MinValue;
}
