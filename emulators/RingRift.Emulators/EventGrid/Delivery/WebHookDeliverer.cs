using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Delivers by POST, with the service's headers, success codes and answer window.</summary>
internal sealed class WebHookDeliverer(
    EventSubscription subscription, Uri endpoint, WebHookHandshake handshake, HttpClient http, TimeSpan answerTimeout, TimeProvider time)
    : IEventDeliverer
{
    public bool IsAzureResource => false;

    public Task<string?> PrepareAsync(CancellationToken cancellationToken) => handshake.AskAsync(cancellationToken);

    public async Task<DeliveryResult> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        using var window = new CancellationTokenSource(answerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, window.Token);
        try
        {
            using var request = CreateRequest(delivery);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return response.StatusCode is >= HttpStatusCode.OK and <= HttpStatusCode.NoContent
                ? DeliveryResult.Delivered
                : DeliveryResult.FromFailure((int)response.StatusCode, $"{endpoint} answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException error)
        {
            var outcome = error.HttpRequestError == HttpRequestError.NameResolutionError
                ? DeliveryOutcome.ResolutionError
                : DeliveryOutcome.SocketError;
            return new DeliveryResult(outcome, null, $"{endpoint}: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryOutcome.TimedOut, null, $"{endpoint} did not answer within {answerTimeout}");
        }
    }

    private HttpRequestMessage CreateRequest(PendingDelivery delivery)
    {
        var content = new ReadOnlyMemoryContent(delivery.Event.Json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.Add("aeg-event-type", "Notification");
        request.Headers.Add("aeg-subscription-name", subscription.Name.ToUpperInvariant());
        request.Headers.Add("aeg-delivery-count", delivery.Attempts.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("aeg-metadata-version", "1");
        request.Headers.Add("aeg-data-version", string.Empty);
        return request;
    }
}
