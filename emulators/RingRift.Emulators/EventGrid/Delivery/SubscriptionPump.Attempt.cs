using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Delivery;

internal sealed partial class SubscriptionPump
{
    private async Task AttemptAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        await Task.Yield();
        PendingDelivery? next = delivery;
        try
        {
            next = delivery.DeadLetterReason is null
                ? await DeliverAsync(delivery, cancellationToken)
                : await WriteDeadLetterAsync(delivery, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The journal still has it.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Nothing that goes wrong with one event may stop the others; it is tried again like any failed delivery.
            LogUnexpected(error, Subscription.Name, delivery.Event.Id);
            next = Failed(delivery, new DeliveryResult(DeliveryOutcome.GenericError, null, error.Message));
        }
        lock (_lock)
        {
            _queue.Return();
            if (next is not null)
            {
                _queue.Add(next);
            }
        }
        Ring();
        _changes.Pulse();
    }

    /// <summary>Tries once. Returns the delivery that waits afterwards, or null when the event is done.</summary>
    private async Task<PendingDelivery?> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        if (_time.GetUtcNow() - delivery.AliveSince > Subscription.RetryPolicy.TimeToLive)
        {
            return GiveUp(delivery, DeadLetterReason.TimeToLiveExceeded);
        }
        var result = await _deliverer.DeliverAsync(delivery, cancellationToken);
        return result.Outcome == DeliveryOutcome.Delivered ? Delivered(delivery) : Failed(delivery, result);
    }

    private PendingDelivery? Delivered(PendingDelivery delivery)
    {
        var again = !delivery.IsDuplicate && _timing.Duplicates();
        lock (_lock)
        {
            _delivered++;
            _duplicated += delivery.IsDuplicate ? 1 : 0;
        }
        if (!delivery.IsDuplicate)
        {
            _journal.Done(delivery.Number, Subscription.Name);
        }
        return again
            ? new PendingDelivery(delivery.Number, delivery.Event, delivery.PublishTime)
            {
                AliveSince = delivery.AliveSince,
                Attempts = delivery.Attempts + 1,
                Due = _time.GetUtcNow() + _timing.HoldBack(),
                IsDuplicate = true,
            }
            : null;
    }

    private PendingDelivery? Failed(PendingDelivery delivery, DeliveryResult result)
    {
        delivery.Attempts++;
        delivery.LastOutcome = result.Outcome;
        RememberFailure(result.Detail);
        if (delivery.IsDuplicate)
        {
            return null;
        }
        var decision = RetryDecision.After(delivery.Attempts, result, Subscription.RetryPolicy, _deliverer.IsAzureResource);
        if (decision.GiveUpReason is { } reason)
        {
            return GiveUp(delivery, reason);
        }
        delivery.Due = _time.GetUtcNow() + _timing.Scale(decision.Wait);
        LogRetry(Subscription.Name, delivery.Event.Id, delivery.Attempts, result.Detail, delivery.Due);
        _journal.Attempted(delivery, Subscription.Name);
        return delivery;
    }

    private PendingDelivery? GiveUp(PendingDelivery delivery, string reason)
    {
        LogGivenUp(Subscription.Name, delivery.Event.Id, reason, delivery.Attempts, delivery.LastOutcome);
        if (_deadLetters is null || delivery.IsDuplicate)
        {
            return Drop(delivery);
        }
        delivery.DeadLetterReason = reason;
        delivery.DeadLetterSince = delivery.Due = _time.GetUtcNow();
        _journal.Attempted(delivery, Subscription.Name);
        return delivery;
    }

    private async Task<PendingDelivery?> WriteDeadLetterAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        if (_deadLetters is null)
        {
            return Drop(delivery);
        }
        var error = await _deadLetters.WriteAsync(delivery, cancellationToken);
        if (error is null)
        {
            lock (_lock)
            {
                _deadLettered++;
            }
            _journal.Done(delivery.Number, Subscription.Name);
            return null;
        }
        RememberFailure(error);
        if (_time.GetUtcNow() - delivery.DeadLetterSince > DeadLetterPatience)
        {
            return Drop(delivery);
        }
        delivery.Due = _time.GetUtcNow() + _timing.Scale(DeadLetterPause);
        return delivery;
    }

    private PendingDelivery? Drop(PendingDelivery delivery)
    {
        LogDropped(Subscription.Name, delivery.Event.Id);
        lock (_lock)
        {
            _dropped++;
        }
        _journal.Done(delivery.Number, Subscription.Name);
        return null;
    }

    private void RememberFailure(string error)
    {
        lock (_lock)
        {
            _failed++;
            _lastError = error;
        }
    }
}
