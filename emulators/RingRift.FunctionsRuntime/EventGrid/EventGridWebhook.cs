using System.Text.Json;
using Azure.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Http;
using RingRift.FunctionsRuntime.Invocation;

namespace RingRift.FunctionsRuntime.EventGrid;

/// <summary>
/// Where Event Grid delivers. The answers are those of the platform's Event Grid extension, because the retry of an event hangs on them:
/// 202 delivered, 401 and 403 for a key, 404 no such function (its name taken by the letter), 400 never retried, 500 once any event of the
/// request failed.
/// </summary>
internal sealed partial class EventGridWebhook(
    FunctionCatalog catalog, FunctionInvoker invoker, FunctionKeys keys, ILogger<EventGridWebhook> logger)
{
    private const string Path = "/runtime/webhooks/eventgrid";
    private static readonly Dictionary<string, object?> NoValues = [];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var webhook = endpoints.ServiceProvider.GetRequiredService<EventGridWebhook>();
        endpoints.MapMethods(Path, [HttpMethods.Post, HttpMethods.Options], (Delegate)webhook.ServeAsync);
    }

    private Task<IResult> ServeAsync(HttpContext context)
    {
        if (keys.Refusal(context.Request, function: null, AuthorizationLevel.System) is { } refusal)
        {
            return Answer(refusal, "the eventgrid_extension key is missing or wrong");
        }

        // The extension keeps its functions by name as they are written; only the admin interface ignores the case.
        var name = context.Request.Query["functionName"].FirstOrDefault();
        if (catalog.Find(name) is not { Trigger: EventGridTriggerAttribute } function || function.Name != name)
        {
            return Answer(StatusCodes.Status404NotFound, $"cannot find function: '{name}'");
        }

        return HttpMethods.IsOptions(context.Request.Method)
            ? Handshakes.AnswerOptions(context)
            : ReceiveAsync(context, function);
    }

    private async Task<IResult> ReceiveAsync(HttpContext context, FunctionDescriptor function)
    {
        var kind = context.Request.Headers["aeg-event-type"].FirstOrDefault();
        if (string.Equals(kind, "Unsubscribe", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Accepted();
        }

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException exception)
        {
            return await Answer(StatusCodes.Status400BadRequest, $"the body is not JSON: {exception.Message}");
        }
        catch (BadHttpRequestException exception)
        {
            return Results.Problem(exception.Message, statusCode: exception.StatusCode);
        }

        using (body)
        {
            return kind?.ToUpperInvariant() switch
            {
                "SUBSCRIPTIONVALIDATION" => Handshakes.AnswerValidation(body.RootElement),
                "NOTIFICATION" => await DeliverAsync(function, body.RootElement, context.RequestAborted),
                _ => await Answer(
                    StatusCodes.Status400BadRequest,
                    $"aeg-event-type is '{kind}'; it must be Notification, SubscriptionValidation or Unsubscribe"),
            };
        }
    }

    private async Task<IResult> DeliverAsync(FunctionDescriptor function, JsonElement body, CancellationToken cancellationToken)
    {
        List<JsonElement> events;
        switch (body.ValueKind)
        {
            case JsonValueKind.Array:
                events = [.. body.EnumerateArray()];
                break;
            case JsonValueKind.Object:
                events = [body];
                break;
            default:
                return await Answer(
                    StatusCodes.Status400BadRequest, $"the body is a {body.ValueKind}; it must be an event or an array of events");
        }

        var deliveries = events.Select(one => TryDeliverAsync(function, one.GetRawText(), cancellationToken)).ToList();
        return (await Task.WhenAll(deliveries)).All(isDelivered => isDelivered)
            ? Results.Accepted()
            : await Answer(StatusCodes.Status500InternalServerError, $"Exception while executing function: Functions.{function.Name}");
    }

    private async Task<bool> TryDeliverAsync(FunctionDescriptor function, string sent, CancellationToken cancellationToken)
    {
        try
        {
            var json = HostJson.Rewrite(sent);
            object value = function.Parameter.ParameterType switch
            {
                var type when type == typeof(CloudEvent) =>
                    CloudEvent.Parse(BinaryData.FromString(json)) ?? throw new JsonException("an event is null"),
                var type when type == typeof(BinaryData) => BinaryData.FromString(json),
                _ => json,
            };
            await invoker.InvokeAsync(function, value, NoValues, cancellationToken);
            return true;
        }
        catch (Exception exception)
        {
            // Callers are told nothing of it, and the invoker knows nothing of a binding that fails.
            LogFailed(function.Name, exception.Message);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function}: an event was not handled, and all of its request come again: {Reason}")]
    private partial void LogFailed(string function, string reason);

    private static Task<IResult> Answer(int status, string text) => Task.FromResult(Results.Text(text, statusCode: status));
}
