using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RingRift.FunctionsRuntime.EventGrid;

/// <summary>The two ways Event Grid asks whether an endpoint wants its events.</summary>
internal static class Handshakes
{
    private const string PublicCloud = "eventgrid.azure.net";
    private static readonly string[] OtherClouds =
        ["eventgrid.azure.us", "eventgrid.azure.cn", "eventgrid.azure.eaglex.ic.gov", "eventgrid.azure.microsoft.scloud"];

    /// <summary>
    /// CloudEvents subscriptions: the abuse protection of the CloudEvents web hook specification, section 4. As in the platform's
    /// extension, the answer is the same whoever asks: Event Grid's origin, that of another cloud where that one asks, and no word about a
    /// rate.
    /// </summary>
    public static Task<IResult> AnswerOptions(HttpContext context)
    {
        var asked = context.Request.Headers["WebHook-Request-Origin"].FirstOrDefault();
        context.Response.Headers["WebHook-Allowed-Origin"] = OtherClouds.Contains(asked, StringComparer.Ordinal) ? asked : PublicCloud;
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
}
