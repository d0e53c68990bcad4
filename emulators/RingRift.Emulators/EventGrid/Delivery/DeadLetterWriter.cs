using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Writes an event that could not be delivered as the service does: one blob with an array of one event.</summary>
internal sealed class DeadLetterWriter(string subscription, DeadLetterContainer target, TimeProvider time)
{
    private readonly BlobContainerClient _container =
        new(target.ConnectionString, target.ContainerName, new BlobClientOptions { Retry = { MaxRetries = 0 } });

    /// <summary>Writes once. Returns null, or the fault.</summary>
    public async Task<string?> WriteAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await _container.UploadBlobAsync(BlobName(), BinaryData.FromBytes(Compose(delivery)), cancellationToken);
            return null;
        }
        catch (Exception error) when (
            error is RequestFailedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"dead-letter container '{target.ContainerName}': {error.Message.Split('\n')[0].Trim()}";
        }
    }

    private string BlobName()
    {
        var now = time.GetUtcNow();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{subscription.ToUpperInvariant()}/{now.Year}/{now.Month}/{now.Day}/{now.Hour}/{Guid.NewGuid()}.json");
    }

    /// <summary>The event with the facts of its failure beside its own attributes, all names in lower case.</summary>
    internal static byte[] Compose(PendingDelivery delivery)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            foreach (var member in delivery.Event.Root.EnumerateObject())
            {
                member.WriteTo(writer);
            }
            writer.WriteString("deadletterreason", delivery.DeadLetterReason);
            writer.WriteNumber("deliveryattempts", delivery.Attempts);
            writer.WriteString("lastdeliveryoutcome", delivery.LastOutcome?.ToString());
            writer.WriteString("publishtime", delivery.PublishTime.UtcDateTime);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        return buffer.ToArray();
    }
}
