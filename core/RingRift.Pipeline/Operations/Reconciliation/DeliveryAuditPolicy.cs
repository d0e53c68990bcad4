using System.Globalization;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Recovery;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Whether a delivery was lost. What the log says of it is a hint (ADR 0011): a record may be missing though the consumer is done, and then the event is
/// sent once more and is a duplicate there. Knows records and times only.
/// </summary>
public sealed class DeliveryAuditPolicy(DeliveryAuditOptions options)
{
    /// <summary>Whether a delivery is to be looked at again.</summary>
    public bool IsDue(OpenDelivery delivery, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.LookAt.HasCome(now, WaitOf(delivery));
    }

    /// <summary>Whether the log shows that a consumer needs an event no more.</summary>
    public static bool IsSettled(LoggedEvent logged, string consumer)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return logged.Handlings.Any(handling => handling.Consumer == consumer && handling.IsSettled);
    }

    /// <summary>Decides about a delivery that is not settled.</summary>
    /// <param name="logged">The event with its deliveries.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="facts">What else is stored.</param>
    /// <param name="now">When (UTC).</param>
    public DeliveryDecision Decide(LoggedEvent logged, OpenDelivery delivery, DeliveryFacts facts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(logged);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(facts);
        var last = logged.Handlings.LastOrDefault(handling => handling.Consumer == delivery.Consumer);
        if (IsSettled(logged, delivery.Consumer) || WhyOver(last, facts) is not null)
        {
            return new DeliveryDecision(DeliveryAction.None, null, WhyOver(last, facts) ?? "it was handled");
        }

        if (WhyWaited(last, facts, now) is { } wait)
        {
            return new DeliveryDecision(DeliveryAction.None, delivery with { LookAt = now + options.After }, wait);
        }

        var reason = last is null ? "no delivery is known" : $"its last delivery ended as {last.Outcome} ({last.Reason})";
        return delivery.Redeliveries < options.MaxRedeliveries
            ? new DeliveryDecision(DeliveryAction.Redeliver, Sent(delivery, now), reason)
            : new DeliveryDecision(DeliveryAction.GiveUp, null, string.Create(
                CultureInfo.InvariantCulture, $"{reason}, though it was sent again {delivery.Redeliveries} times"));
    }

    private TimeSpan WaitOf(OpenDelivery delivery) => DoublingWait.After(delivery.Redeliveries + 1, options.After);

    private static string? WhyOver(HandlingRecord? last, DeliveryFacts facts) => facts switch
    {
        { HasDeadLetter: true } => "it is a dead letter",
        _ when last?.Outcome == HandlingOutcome.DeadLetter => "it was given up",
        { Job.Status: not JobStatus.Running } => "its job has ended",
        { IsOver: true } => "its iteration has gone on",
        _ => null,
    };

    private string? WhyWaited(HandlingRecord? last, DeliveryFacts facts, DateTimeOffset now) => facts switch
    {
        _ when last?.Outcome == HandlingOutcome.Held => "its stage's reconciler sends it again",
        { Hold: { } hold } => hold,
        { Job: { } job } when job.IsHeld(now) || !job.LeaseUntil.HasPassed(options.After, now) => "a worker has its job",
        { Waiting: > 0 } => "it may wait its turn in a queue",
        _ when last is not null && !last.Time.HasPassed(options.After, now) => "its transport tries it again",
        _ => null,
    };

    private OpenDelivery Sent(OpenDelivery delivery, DateTimeOffset now) => delivery with
    {
        Redeliveries = delivery.Redeliveries + 1,
        LookAt = now + WaitOf(delivery),
    };
}

/// <summary>What the audit decides about a delivery.</summary>
/// <param name="Action">What is to be done.</param>
/// <param name="Next">The delivery as it is looked at again; null when it is over.</param>
/// <param name="Reason">Why.</param>
public sealed record DeliveryDecision(DeliveryAction Action, OpenDelivery? Next, string Reason);

/// <summary>What is to be done about a delivery.</summary>
public enum DeliveryAction
{
    /// <summary>Nothing: it is over, or it is waited for.</summary>
    None,

    /// <summary>The event is sent to its consumer again.</summary>
    Redeliver,

    /// <summary>The event becomes a dead letter of its consumer.</summary>
    GiveUp,
}
