using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Deduplication;

/// <summary>
/// Makes a handler effectively once whose effects are in no aggregate's transaction: a claim on the event's content before, its end after. The handler is
/// cancelled when its claim ends. Between its effect and the claim's end lies a crash that lets the effect happen again after the lease: it has
/// to be idempotent, or carry the event's id to where repeats are known.
/// </summary>
public sealed partial class DeduplicatedHandler(
    IEventHandler handler, IDeduplicationStore store, RoutingRules rules, TimeProvider time, IOptions<DeduplicationOptions> options,
    ILogger<DeduplicatedHandler> logger) : IEventHandler
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ContentKeys _keys = new(rules.KeyFields);

    /// <inheritdoc/>
    public string Name => handler.Name;

    /// <inheritdoc/>
    public DataEventType Accepts => handler.Accepts;

    /// <inheritdoc/>
    public async Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var key = _keys.Of(envelope).For(Name);
        return await store.ClaimAsync(key, envelope.Id, options.Value.Lease, cancellationToken) switch
        {
            ClaimOutcome.Claimed(var claim) => await HandleAsync(envelope, claim, cancellationToken),
            ClaimOutcome.Busy(var until) => new HandlerResult.Retry($"{Name} is at it in another delivery until {until:O}", Until(until)),
            _ => new HandlerResult.Duplicate(),
        };
    }

    private async Task<HandlerResult> HandleAsync(EventEnvelope envelope, DeduplicationClaim claim, CancellationToken cancellationToken)
    {
        using var lease = new CancellationTokenSource(Until(claim.LeaseUntil), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, cancellationToken);
        HandlerResult result;
        try
        {
            result = await handler.HandleAsync(envelope, either.Token);
        }
        catch (Exception fault)
        {
            await ReleaseAsync(claim);
            if (fault is OperationCanceledException && lease.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return new HandlerResult.Retry($"{Name} did not end within its claim of {options.Value.Lease:c}", RetryDelay);
            }

            throw;
        }

        return await EndAsync(claim, result, cancellationToken);
    }

    private async Task<HandlerResult> EndAsync(DeduplicationClaim claim, HandlerResult result, CancellationToken cancellationToken)
    {
        // A dead letter may be redriven once its cause is mended: it is not done.
        if (result is HandlerResult.Retry or HandlerResult.DeadLetter)
        {
            await ReleaseAsync(claim);
            return result;
        }

        return await store.CompleteAsync(claim, result.GetType().Name, options.Value.KeepFor, cancellationToken)
            ? result
            : new HandlerResult.Retry($"the claim of {Name} (attempt {claim.Attempt}) was taken over", RetryDelay);
    }

    // A fault of the store must not hide the handler's own; the lease ends by itself.
    private async Task ReleaseAsync(DeduplicationClaim claim)
    {
        try
        {
            await store.ReleaseAsync(claim, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogNotReleased(Name, claim.Key, claim.LeaseUntil, fault);
        }
    }

    private TimeSpan Until(DateTimeOffset until) => until > time.GetUtcNow() ? until - time.GetUtcNow() : TimeSpan.Zero;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Handler}: the claim of {Key} was not given back; it ends at {LeaseUntil}")]
    private partial void LogNotReleased(string handler, ContentKey key, DateTimeOffset leaseUntil, Exception fault);
}
