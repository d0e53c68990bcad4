using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>
/// Brings what Event Grid could not deliver into the store. A blob is deleted after its letters are stored, so a crash between repeats
/// without harm.
/// </summary>
public sealed partial class UndeliveredEventCollector(
    BlobContainers containers, IDeadLetterStore store, DeadLetterErrors errors, ILogger<UndeliveredEventCollector> logger)
{
    /// <summary>Collects all blobs there are. One that cannot be stored stays and holds up no other.</summary>
    /// <returns>Letters added, and blobs left behind.</returns>
    public async Task<CollectionResult> CollectAsync(CancellationToken cancellationToken)
    {
        var container = await containers.GetAsync(PipelineTopology.DeadLetterContainer, cancellationToken).ConfigureAwait(false);
        var result = new CollectionResult(0, 0);
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            try
            {
                result += new CollectionResult(
                    await TakeAsync(container.GetBlobClient(blob.Name), cancellationToken).ConfigureAwait(false), 0);
            }
            catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                // Another instance took it.
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogLeft(fault, blob.Name);
                result += new CollectionResult(0, 1);
            }
        }

        return result;
    }

    private async Task<int> TakeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var content = (await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value;
        var letters = UndeliveredEvents.Read(blob.Name, content.Content.ToString(), content.Details.LastModified);
        foreach (var letter in letters)
        {
            await store.AddAsync(
                await errors.WithErrorAsync(letter, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            LogCollected(letter.EventType, letter.EventId, letter.Consumer, letter.Reason, letter.Attempts);
        }

        await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return letters.Count;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Type} {Id} did not reach {Consumer}: {Reason} after {Attempts} attempts; kept as a dead letter")]
    private partial void LogCollected(string? type, string? id, string consumer, string reason, int attempts);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "undelivered event {Blob} could not be kept as a dead letter; it stays for the next time")]
    private partial void LogLeft(Exception fault, string blob);
}
