using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// Tells what people did about dead letters. The events wait in the outbox for the sweeper, so this works on a stopped stack as well. What
/// was done is done: where it cannot be told, the letters' notes and the log say it, and the operation does not fail.
/// </summary>
public sealed partial class DeadLetterNotices(AggregateChange change, ILogger<DeadLetterNotices> logger)
{
    /// <summary>Letters were sent to their consumers again.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="replayId">Names the redrive.</param>
    /// <param name="cancellationToken">Stops between two consumers.</param>
    public Task RedrivenAsync(IEnumerable<DeadLetter> letters, string replayId, CancellationToken cancellationToken) =>
        TellAsync(
            letters, (state, consumer, count) => DeadLetterNoticePolicy.Redriven(state, consumer, count, replayId), cancellationToken);

    /// <summary>Letters were discarded.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops between two consumers.</param>
    public Task DiscardedAsync(IEnumerable<DeadLetter> letters, string reason, CancellationToken cancellationToken) =>
        TellAsync(letters, (state, consumer, count) => DeadLetterNoticePolicy.Discarded(state, consumer, count, reason), cancellationToken);

    private async Task TellAsync(
        IEnumerable<DeadLetter> letters, Func<ConsumerDeadLetters?, string, int, Decision<ConsumerDeadLetters>.Accept> decide,
        CancellationToken cancellationToken)
    {
        foreach (var (consumer, count) in letters.Where(DeadLetterNoticePolicy.IsTold).CountBy(letter => letter.Consumer))
        {
            try
            {
                await change.CommitAsync<ConsumerDeadLetters>(
                    AggregateKey.DeadLetters(DeadLetterId.PartitionOf(consumer)), state => decide(state, consumer, count),
                    cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogUntold(fault, count, consumer);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the change of {Count} dead letters of {Consumer} could not be told by an event")]
    private partial void LogUntold(Exception fault, int count, string consumer);
}
