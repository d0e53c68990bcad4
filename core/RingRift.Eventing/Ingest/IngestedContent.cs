using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// What other systems have said so far, by business key and schema version: whoever says something first gives it its id, and it travels
/// under that id whoever says it again. Consumers know an id, so it acts once even where a crash left open whether it was published.
/// Occurrences, which have no business key, are known by their id alone and are not kept here.
/// </summary>
public sealed partial class IngestedContent(
    IDeduplicationStore store, RoutingRules rules, IOptions<DeduplicationOptions> options, ILogger<IngestedContent> logger)
{
    private const string Consumer = "Ingest";
    private const int RequestsAtOnce = 16;

    private readonly ContentKeys _keys = new(rules.KeyFields);

    /// <summary>The content key of an event from outside; null for an occurrence.</summary>
    internal ContentKey? KeyOf(EventEnvelope envelope) => _keys.OfContent(envelope);

    /// <summary>Claims what the events say, each once.</summary>
    /// <param name="events">Events with contents that differ from each other.</param>
    /// <param name="cancellationToken">Gives the claims back.</param>
    internal async Task<IReadOnlyDictionary<EventEnvelope, KnownContent>> ClaimAsync(
        IReadOnlyCollection<EventEnvelope> events, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<EventEnvelope, KnownContent>(ReferenceEqualityComparer.Instance);
        try
        {
            await Parallel.ForEachAsync(
                events,
                AtOnce(cancellationToken),
                async (one, stop) => known[one] = await ClaimAsync(one, stop).ConfigureAwait(false)).ConfigureAwait(false);
            return known;
        }
        catch
        {
            await ReleaseAsync(known.Values).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The events are published: whoever says the same later repeats them.</summary>
    internal Task CompleteAsync(IEnumerable<KnownContent> known) => EndAsync(
        known, claim => store.CompleteAsync(claim, claim.Owner, options.Value.KeepFor, CancellationToken.None));

    /// <summary>The events are not published, or perhaps some: they keep their ids, and the next request publishes them.</summary>
    internal Task ReleaseAsync(IEnumerable<KnownContent> known) =>
        EndAsync(known, claim => store.ReleaseAsync(claim, CancellationToken.None));

    private static ParallelOptions AtOnce(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };

    private async Task<KnownContent> ClaimAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        if (KeyOf(envelope) is not { } key)
        {
            return new KnownContent(envelope, IsToPublish: true);
        }

        return await store.ClaimAsync(key.For(Consumer), envelope.Id, options.Value.Lease, cancellationToken).ConfigureAwait(false) switch
        {
            ClaimOutcome.Claimed(var claim) => new KnownContent(envelope with { Id = claim.Owner }, IsToPublish: true, claim),

            // The other request may die before it publishes: nobody waits for it, and two deliveries of one id act once.
            ClaimOutcome.Busy(_, var first) => new KnownContent(envelope with { Id = first }, IsToPublish: true),

            // An event that is sent again under its own id is published again, as it is without a business key.
            ClaimOutcome.Done(var first) => new KnownContent(
                envelope with { Id = first ?? envelope.Id }, IsToPublish: first is null || first == envelope.Id),
            var other => throw new InvalidOperationException($"a claim cannot end as {other}"),
        };
    }

    // A fault here must not hide the answer: the lease ends by itself, and the content keeps the id of the first.
    private Task EndAsync(IEnumerable<KnownContent> known, Func<DeduplicationClaim, Task> end) => Parallel.ForEachAsync(
        known.Select(one => one.Claim).OfType<DeduplicationClaim>(),
        AtOnce(CancellationToken.None),
        async (claim, _) =>
        {
            try
            {
                await end(claim).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                LogNotEnded(claim.Key, claim.Owner, claim.LeaseUntil, fault);
            }
        });

    [LoggerMessage(Level = LogLevel.Warning, Message = "the claim of {Key} for event {Id} was not ended; it lapses at {LeaseUntil}")]
    private partial void LogNotEnded(ContentKey key, string id, DateTimeOffset leaseUntil, Exception fault);
}

/// <summary>An event under the id that its content has here.</summary>
/// <param name="Envelope">The event, with the id of the first that said the same.</param>
/// <param name="IsToPublish">False where the first is known to be published.</param>
/// <param name="Claim">The claim to end; null where there is none.</param>
internal sealed record KnownContent(EventEnvelope Envelope, bool IsToPublish, DeduplicationClaim? Claim = null);
