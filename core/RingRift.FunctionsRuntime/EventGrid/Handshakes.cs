using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RingRift.FunctionsRuntime.EventGrid;

/// <summary>The two ways Event Grid asks whether an endpoint wants its events.</summary>
internal static class Handshakes
{
    /// <summary>
    /// CloudEvents subscriptions: the abuse protection of the CloudEvents web hook specification, section 4. As in the platform's
    /// extension, a request without an origin is answered too, allowing nobody.
    /// </summary>
    public static Task<IResult> AnswerOptions(HttpContext context)
    {
        Allow(context, "WebHook-Request-Origin", "WebHook-Allowed-Origin");
        Allow(context, "WebHook-Request-Rate", "WebHook-Allowed-Rate");
        return Task.FromResult(Results.Ok());
    }

    /// <summary>
    /// Event Grid schema subscriptions: the code is sent back, whatever the function takes. The host of an isolated worker does not know
    /// the parameter's type, so it is the events of such a subscription that fail, in the binding.
    /// </summary>
    public static IResult AnswerValidation(JsonElement body)
    {
        var first = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0 ? body[0] : body;
        return first.ValueKind == JsonValueKind.Object
            && first.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("validationCode", out var code)
            && code.ValueKind == JsonValueKind.String
            ? Results.Json(new { validationResponse = code.GetString() })
            : Results.Text("data.validationCode is missing", statusCode: StatusCodes.Status400BadRequest);
    }

    private static void Allow(HttpContext context, string asked, string allowed)
    {
        if (context.Request.Headers[asked].FirstOrDefault() is { Length: > 0 } value)
        {
            context.Response.Headers[allowed] = value;
        }
    }
}
