using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RingRift.Eventing.Routing;

/// <summary>
/// An in-process subscriber: a bounded queue and a bounded number of lanes that handle from it. Nothing it does or fails to do is felt by a
/// publisher, but for the wait it may ask for, or by another subscriber.
/// </summary>
/// <typeparam name="T">What it takes.</typeparam>
internal sealed partial class Subscriber<T> : IWatched
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Subscription _subscription;
    private readonly Func<T, CancellationToken, ValueTask> _handler;
    private readonly TimeProvider _time;
    private readonly FaultReporter _faults;
    private readonly Channel<T> _queue;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HandlerLane[] _lanes = [];
    private int _active;
    private int _abandoned;
    private bool _stopped;

    public Subscriber(Subscription subscription, Func<T, CancellationToken, ValueTask> handler, TimeProvider time, ILogger logger)
    {
        (_subscription, _handler, _time) = (subscription, handler, time);
        _faults = new FaultReporter(subscription.Name, subscription.OnFault, logger);
        var options = new BoundedChannelOptions(subscription.Options.QueueCapacity)
        {
            FullMode = subscription.Options.Overflow == OverflowPolicy.DropOldest
                ? BoundedChannelFullMode.DropOldest
                : BoundedChannelFullMode.Wait,
            // A lane that is given up may still be reading when its successor begins.
            SingleReader = false,
        };
        _queue = Channel.CreateBounded<T>(options, Shed);
        lock (_lock)
        {
            for (var lane = 0; lane < subscription.Options.MaxConcurrency; lane++)
            {
                StartLane();
            }
        }
    }

    public Subscription Subscription => _subscription;

    /// <summary>Hands over an event; the task ends at once unless the publisher has to wait for room. Never throws.</summary>
    public ValueTask OfferAsync(T item)
    {
        Interlocked.Increment(ref _published);
        if (_queue.Writer.TryWrite(item))
        {
            return default;
        }

        if (_subscription.Options.Overflow == OverflowPolicy.Block)
        {
            return WaitForRoomAsync(item);
        }

        Shed(item);
        return default;
    }

    /// <inheritdoc/>
    public void AbandonLate()
    {
        var latest = _time.GetTimestamp() - (long)(_subscription.Options.HandlerTimeout.TotalSeconds * _time.TimestampFrequency);
        foreach (var lane in Volatile.Read(ref _lanes))
        {
            if (lane.TryAbandon(latest) is { } item)
            {
                Interlocked.Increment(ref _timedOut);
                _faults.TimedOut(item);
                Replace(lane);
            }
        }
    }

    private async ValueTask WaitForRoomAsync(T item)
    {
        using var deadline = new CancellationTokenSource(_subscription.Options.BlockFor, _time);
        try
        {
            await _queue.Writer.WriteAsync(item, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception full) when (full is OperationCanceledException or ChannelClosedException)
        {
            Shed(item);
        }
    }

    private void Shed(T item)
    {
        Interlocked.Increment(ref _shed);
        _faults.Shed(item);
    }
}
