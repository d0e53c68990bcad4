using System.Text.Json;
using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsRuntime.EventGrid;

/// <summary>The two ways Event Grid asks whether an endpoint wants its events.</summary>
internal static class Handshakes
{
    private const string OriginHeader = "WebHook-Request-Origin";

    /// <summary>CloudEvents subscriptions: the abuse protection of the CloudEvents web hook specification, section 4.</summary>
    public static Task<IResult> AnswerOptions(HttpContext context)
    {
        var origin = context.Request.Headers[OriginHeader].FirstOrDefault();
        if (string.IsNullOrEmpty(origin))
        {
            return Task.FromResult(Results.Text($"{OriginHeader} is missing", statusCode: StatusCodes.Status400BadRequest));
        }

        context.Response.Headers["WebHook-Allowed-Origin"] = origin;
        if (context.Request.Headers["WebHook-Request-Rate"].FirstOrDefault() is { } rate)
        {
            context.Response.Headers["WebHook-Allowed-Rate"] = rate;
        }

        return Task.FromResult(Results.Ok());
    }

    /// <summary>
    /// Event Grid schema subscriptions: the code is sent back. A function that takes CloudEvents could read none of the events
    /// of such a subscription, so it refuses, as the platform does.
    /// </summary>
    public static IResult AnswerValidation(FunctionDescriptor function, JsonElement body)
    {
        if (function.Parameter.ParameterType == typeof(CloudEvent))
        {
            return Results.Text(
                $"function {function.Name} takes CloudEvents; the subscription delivers another schema",
                statusCode: StatusCodes.Status409Conflict);
        }

        var first = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0 ? body[0] : body;
        return first.ValueKind == JsonValueKind.Object
            && first.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("validationCode", out var code)
            ? Results.Json(new { validationResponse = code.GetString() })
            : Results.Text("data.validationCode is missing", statusCode: StatusCodes.Status400BadRequest);
    }
}
