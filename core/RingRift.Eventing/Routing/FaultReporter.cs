using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Takes a subscriber's faults to its error callback, one after the other and on no thread of a publisher or handler. Faults a slow
/// callback leaves no room for are dropped, oldest first; the counters have them. Shed events come as one fault for all since the last
/// report, so that a flood of them is no flood of reports.
/// </summary>
internal sealed partial class FaultReporter
{
    private const int Capacity = 256;

    private readonly string _subscriber;
    private readonly Action<DeliveryFault> _report;
    private readonly ILogger _logger;
    private readonly Channel<DeliveryFault> _faults;
    private object? _newestShed;
    private long _shed;

    public FaultReporter(string subscriber, Action<DeliveryFault>? callback, ILogger logger)
    {
        (_subscriber, _logger, _report) = (subscriber, logger, callback ?? LogUnheard);
        _faults = Channel.CreateBounded<DeliveryFault>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, Dropped);
        Completion = ReportAsync();
    }

    /// <summary>Ends when everything is reported that happened before <see cref="Complete"/>.</summary>
    public Task Completion { get; }

    public void Failed(object item, Exception error) =>
        _faults.Writer.TryWrite(new DeliveryFault(_subscriber, DeliveryFaultKind.Failed, item, 1, error));

    public void TimedOut(object item) => _faults.Writer.TryWrite(new DeliveryFault(_subscriber, DeliveryFaultKind.TimedOut, item, 1, null));

    public void Shed(object item)
    {
        Volatile.Write(ref _newestShed, item);
        if (Interlocked.Increment(ref _shed) == 1)
        {
            // A marker: the count is taken when it is reported.
            _faults.Writer.TryWrite(new DeliveryFault(_subscriber, DeliveryFaultKind.Shed, item, 0, null));
        }
    }

    public void Complete() => _faults.Writer.TryComplete();

    private async Task ReportAsync()
    {
        await foreach (var fault in _faults.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                _report(fault.Kind == DeliveryFaultKind.Shed
                    ? fault with { Event = Volatile.Read(ref _newestShed)!, Count = Interlocked.Exchange(ref _shed, 0) }
                    : fault);
            }
            catch (Exception thrown)
            {
                LogCallbackFailed(_subscriber, fault.Kind, fault.Event, thrown);
            }
        }
    }

    // Without its marker the count would never be taken again.
    private void Dropped(DeliveryFault fault)
    {
        if (fault.Kind == DeliveryFaultKind.Shed)
        {
            Interlocked.Exchange(ref _shed, 0);
        }
    }

    private void LogUnheard(DeliveryFault fault) => LogFault(fault.Subscriber, fault.Kind, fault.Count, fault.Event, fault.Error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscriber {Subscriber}: {Kind} {Count} × {Event}")]
    private partial void LogFault(string subscriber, DeliveryFaultKind kind, long count, object @event, Exception? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscriber {Subscriber}: its error callback threw at {Kind} of {Event}")]
    private partial void LogCallbackFailed(string subscriber, DeliveryFaultKind kind, object @event, Exception thrown);
}

/// <summary>What an error callback is told.</summary>
/// <param name="Subscriber">Name of the subscription.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Event">The <see cref="RoutedEvent"/> or <see cref="StageTransition"/> concerned; for shed events the newest of
/// them.</param>
/// <param name="Count">Events concerned: 1, or how many were shed since the last report.</param>
/// <param name="Error">What the handler threw; null for the other kinds.</param>
public sealed record DeliveryFault(string Subscriber, DeliveryFaultKind Kind, object Event, long Count, Exception? Error);

/// <summary>Why a subscriber did not get an event, or did not end with it.</summary>
public enum DeliveryFaultKind
{
    /// <summary>The handler threw.</summary>
    Failed,

    /// <summary>The handler was given up after its timeout.</summary>
    TimedOut,

    /// <summary>The queue was full, or closed.</summary>
    Shed,
}
