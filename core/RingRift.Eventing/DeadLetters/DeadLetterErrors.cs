using Microsoft.Extensions.Logging;
using RingRift.Eventing.Log;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// Finds what a consumer failed with in the event log: a poison message and an undelivered event do not say. A letter without an error is
/// better than none, so whatever goes wrong here is logged only.
/// </summary>
public sealed partial class DeadLetterErrors(ILogger<DeadLetterErrors> logger, IEventLog? log = null)
{
    /// <summary>The letter with the consumer's newest failure as its error; as it is when none is known.</summary>
    public async Task<DeadLetter> WithErrorAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (log is null || letter.CorrelationId is null || letter.EventId is null)
        {
            return letter;
        }

        try
        {
            return await FindAsync(log, letter, cancellationToken) is { } failure
                ? letter with { Error = letter.Error is null ? failure : $"{failure}; {letter.Error}" }
                : letter;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotFound(fault, letter.Id);
            return letter;
        }
    }

    private static async Task<string?> FindAsync(IEventLog log, DeadLetter letter, CancellationToken cancellationToken)
    {
        await foreach (var logged in log.OfCorrelationAsync(letter.CorrelationId!, cancellationToken))
        {
            if (logged.Event.Id == letter.EventId)
            {
                return logged.Handlings.LastOrDefault(
                    handling => handling.Consumer == letter.Consumer && !handling.IsSettled && handling.Reason is not null)?.Reason;
            }
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the event log could not say what dead letter {Id} failed with")]
    private partial void LogNotFound(Exception fault, string id);
}
