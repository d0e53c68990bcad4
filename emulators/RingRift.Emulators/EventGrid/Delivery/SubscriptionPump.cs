using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Journal;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Delivers the events of one subscription: first the handshake, then whatever is due, at most so many at once.</summary>
internal sealed partial class SubscriptionPump : IAsyncDisposable
{
    // The service gives up writing a dead letter after four hours.
    private static readonly TimeSpan DeadLetterPatience = TimeSpan.FromHours(4);
    private static readonly TimeSpan DeadLetterPause = TimeSpan.FromMinutes(1);

    private readonly IEventDeliverer _deliverer;
    private readonly DeadLetterWriter? _deadLetters;
    private readonly IEventJournal _journal;
    private readonly EventGridEmulatorOptions _options;
    private readonly DeliveryTiming _timing;
    private readonly ChangeSignal _changes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private readonly Lock _lock = new();
    private readonly DeliveryQueue _queue;
    private readonly Channel<bool> _bell =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _alarm;
    private TaskCompletionSource _handshakeNow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private bool _asking;
    private bool _ready;
    private long _delivered;
    private long _duplicated;
    private long _failed;
    private long _deadLettered;
    private long _dropped;
    private string? _lastError;

    public SubscriptionPump(
        EventSubscription subscription, IEventDeliverer deliverer, IEventJournal journal, EventGridEmulatorOptions options,
        DeliveryTiming timing, ChangeSignal changes, TimeProvider time, ILogger logger)
    {
        Subscription = subscription;
        _deliverer = deliverer;
        _deadLetters = subscription.DeadLetter is { } target ? new DeadLetterWriter(subscription.Name, target, time) : null;
        _journal = journal;
        _options = options;
        _timing = timing;
        _changes = changes;
        _time = new SteadyTime(time);
        _logger = logger;
        _queue = new DeliveryQueue(options.MaxParallelDeliveries);
        _alarm = _time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The subscription that it serves.</summary>
    public EventSubscription Subscription { get; }

    /// <summary>Whether the destination is ready to get events.</summary>
    public bool IsReady
    {
        get
        {
            lock (_lock)
            {
                return _ready;
            }
        }
    }

    /// <summary>Whether nothing is left to deliver.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _queue.Pending == 0;
            }
        }
    }

    /// <summary>Whether nothing happens until time goes on: nothing is on the way, asked or due.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_lock)
            {
                return !_asking && _queue.InFlight == 0 && (!_ready || !_queue.HasDue(_time.GetUtcNow()));
            }
        }
    }

    /// <summary>Begins; deliveries that were added before have waited until now.</summary>
    public void Start()
    {
        _asking = true;
        _running = RunAsync(_stop.Token);
    }

    /// <summary>Takes an event that has been accepted for the first time.</summary>
    public void AddNew(PendingDelivery delivery)
    {
        delivery.Due = _time.GetUtcNow() + _timing.HoldBack();
        Add(delivery);
    }

    /// <summary>Takes a delivery with its due time.</summary>
    public void Add(PendingDelivery delivery)
    {
        lock (_lock)
        {
            _queue.Add(delivery);
        }
        Ring();
        _changes.Pulse();
    }

    /// <summary>The destination has given its consent by another way than its answer.</summary>
    public void Confirm()
    {
        lock (_lock)
        {
            _ready = true;
        }
        AskNow();
    }

    /// <summary>Asks for consent without waiting for the interval to pass.</summary>
    public void AskNow() => Volatile.Read(ref _handshakeNow).TrySetResult();

    /// <summary>Counts and the last error.</summary>
    public SubscriptionStatus ReadStatus()
    {
        lock (_lock)
        {
            return new SubscriptionStatus
            {
                Name = Subscription.Name,
                Topic = Subscription.Topic,
                Ready = _ready,
                Pending = _queue.Pending,
                InFlight = _queue.InFlight,
                Delivered = _delivered,
                Duplicated = _duplicated,
                Failed = _failed,
                DeadLettered = _deadLettered,
                Dropped = _dropped,
                NextAttempt = _queue.NextDue,
                LastError = _lastError,
            };
        }
    }

    /// <summary>Stops at once; events that are not delivered stay in the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _changes.WhenAsync(() => ReadStatus().InFlight == 0, CancellationToken.None);
        await _alarm.DisposeAsync();
        _stop.Dispose();
    }

    [LoggerMessage(30, LogLevel.Information, "Subscription {Subscription} is ready")]
    private partial void LogReady(string subscription);

    [LoggerMessage(31, LogLevel.Information, "Subscription {Subscription} is not ready yet: {Error}")]
    private partial void LogNotReady(string subscription, string error);

    [LoggerMessage(32, LogLevel.Information, "Subscription {Subscription}: {EventId}, attempt {Attempt} failed: {Error}; next at {Due}")]
    private partial void LogRetry(string subscription, string eventId, int attempt, string error, DateTimeOffset due);

    [LoggerMessage(
        33, LogLevel.Warning,
        "Subscription {Subscription}: event {EventId} given up ({Reason}) after {Attempts} attempts, last outcome {Outcome}")]
    private partial void LogGivenUp(string subscription, string eventId, string reason, int attempts, DeliveryOutcome? outcome);

    [LoggerMessage(34, LogLevel.Warning, "Subscription {Subscription}: event {EventId} is lost, as no dead-letter container took it")]
    private partial void LogDropped(string subscription, string eventId);

    [LoggerMessage(35, LogLevel.Error, "Subscription {Subscription}: event {EventId} failed unexpectedly")]
    private partial void LogUnexpected(Exception error, string subscription, string eventId);
}
