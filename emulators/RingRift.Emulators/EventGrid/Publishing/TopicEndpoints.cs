using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Publishing;

/// <summary>The addresses for publishers: one for each topic, with the service's checks and answers.</summary>
internal sealed class TopicEndpoints(EventGridEmulatorOptions options, EventRouter router)
{
    private const string ApiVersion = "2018-01-01";
    private const string KeyHeader = "aeg-sas-key";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Key);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/topics/{topic}/api/events", PublishAsync);
        routes.MapMethods("/topics/{topic}/api/events", [HttpMethods.Options], Describe);
    }

    private async Task<IResult> PublishAsync(HttpContext context, string topic)
    {
        if (!IsTopic(topic))
        {
            return Refuse(new PublishRejection(404, "NotFound", "NotFound", $"There is no topic '{topic}'."));
        }
        var (events, rejection) = Check(context.Request) is { } refused ? ([], refused) : await ReadAsync(context);
        if (rejection is not null)
        {
            return Refuse(rejection);
        }
        await router.AcceptAsync(topic, events);
        return Results.Ok();
    }

    private PublishRejection? Check(HttpRequest request)
    {
        var key = request.Headers[KeyHeader].FirstOrDefault() ?? request.Query[KeyHeader].FirstOrDefault();
        if (key is null)
        {
            return PublishRejection.Unauthorized($"The request carries no '{KeyHeader}' header.");
        }
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _key))
        {
            return PublishRejection.Unauthorized($"The key in '{KeyHeader}' is not the topic's.");
        }
        var version = request.Query["api-version"].FirstOrDefault();
        return version == ApiVersion
            ? null
            : new PublishRejection(400, "BadRequest", "UnsupportedApiVersion", $"The api-version must be {ApiVersion}, not '{version}'.");
    }

    private static async Task<(IReadOnlyList<CloudEventDocument> Events, PublishRejection? Rejection)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while (buffer.Length <= PublishBody.MostBytes && (read = await request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
        }
        return PublishBody.Read(request.ContentType, buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private IResult Describe(HttpContext context, string topic)
    {
        if (!IsTopic(topic))
        {
            return Results.NotFound();
        }
        context.Response.Headers.Allow = "POST,OPTIONS";
        context.Response.Headers["api-supported-versions"] = ApiVersion;
        context.Response.Headers["aeg-input-event-schema"] = "CloudEventSchemaV1_0";
        return Results.Ok();
    }

    private bool IsTopic(string topic) => options.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase);

    private static IResult Refuse(PublishRejection rejection) => Results.Json(rejection.ToBody(), statusCode: rejection.Status);
}
