using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Asks a webhook for its consent in either schema, so that nobody is flooded who did not ask for it.</summary>
internal sealed class WebHookHandshake(
    EventSubscription subscription, WebHookDestination destination, HttpClient http, TimeSpan answerTimeout, TimeProvider time)
{
    private const string Origin = "eventgrid.azure.net";

    private readonly string _code = Guid.NewGuid().ToString();

    /// <summary>Where a GET gives consent by hand; known once the emulator listens.</summary>
    public Uri? ValidationUrl { get; set; }

    /// <summary>The secret that proves that the endpoint has seen the handshake.</summary>
    public string Code => _code;

    /// <summary>Asks once. Returns why consent is missing, or null when it was given.</summary>
    public async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        using var window = new CancellationTokenSource(answerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, window.Token);
        try
        {
            return destination.Handshake == WebHookHandshakeKind.CloudEvents
                ? await AskCloudEventsAsync(both.Token)
                : await AskEventGridAsync(both.Token);
        }
        catch (HttpRequestException error)
        {
            return $"handshake with {destination.Endpoint}: {error.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"handshake: {destination.Endpoint} did not answer within {answerTimeout}";
        }
    }

    private async Task<string?> AskCloudEventsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, destination.Endpoint);
        request.Headers.Add("WebHook-Request-Origin", Origin);
        request.Headers.Add("WebHook-Request-Callback", ValidationUrl?.ToString());
        using var response = await http.SendAsync(request, cancellationToken);
        var allowed = response.Headers.TryGetValues("WebHook-Allowed-Origin", out var origins)
            && origins.SelectMany(value => value.Split(',')).Any(IsOurs);
        return response.IsSuccessStatusCode && allowed
            ? null
            : $"handshake: {destination.Endpoint} answered OPTIONS with {(int)response.StatusCode} and "
                + (allowed ? "allows our origin" : $"no WebHook-Allowed-Origin for {Origin}");
    }

    private static bool IsOurs(string origin) => origin.Trim() == "*" || origin.Trim().Equals(Origin, StringComparison.OrdinalIgnoreCase);

    private async Task<string?> AskEventGridAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, destination.Endpoint);
        request.Content = JsonContent.Create(ValidationEvents());
        request.Headers.Add("aeg-event-type", "SubscriptionValidation");
        request.Headers.Add("aeg-subscription-name", subscription.Name.ToUpperInvariant());
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return $"handshake: {destination.Endpoint} answered SubscriptionValidation with {(int)response.StatusCode}, not 200";
        }
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return ReadCode(answer) == _code
            ? null
            : $"handshake: {destination.Endpoint} did not return the validation code; waiting for a GET of {ValidationUrl}";
    }

    private object[] ValidationEvents() =>
    [
        new
        {
            id = Guid.NewGuid().ToString(),
            topic = $"/topics/{subscription.Topic}",
            subject = string.Empty,
            data = new { validationCode = _code, validationUrl = ValidationUrl?.ToString() },
            eventType = "Microsoft.EventGrid.SubscriptionValidationEvent",
            eventTime = time.GetUtcNow(),
            metadataVersion = "1",
            dataVersion = "2",
        },
    ];

    private static string? ReadCode(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("validationResponse", out var code)
                && code.ValueKind == JsonValueKind.String
                    ? code.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
