using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;

namespace RingRift.Functions;

/// <summary>Ingest: takes events of other systems, RingRift's Python nodes above all.</summary>
public sealed class Ingest(EventIngest ingest)
{
    private const string BinaryModeHeader = "ce-specversion";

    /// <summary>
    /// <c>POST /api/events</c> with one event or a list of events, CloudEvents or <c>{type, payload, source, timestamp}</c>: 202 with an
    /// <see cref="IngestReport"/> when at least one is accepted, 400 when none is or the body is no such JSON, 413 when it is too large,
    /// 415 in another coding than UTF-8 and gzip.
    /// </summary>
    [Function(nameof(IngestEvents))]
    public Task<IResult> IngestEvents(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, body => TakeAsync(request, body, cancellationToken), cancellationToken);

    private async Task<IResult> TakeAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        RequireStructured(request);
        try
        {
            var report = await ingest.TakeAsync(body, cancellationToken);
            var status = report.Accepted > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest;
            return Results.Json(report, EventJson.Options, statusCode: status);
        }
        catch (IngestFormatException refused)
        {
            return Results.Problem(
                refused.Message, statusCode: refused.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
    }

    private static void RequireStructured(HttpRequest request)
    {
        if (request.Headers[BinaryModeHeader].FirstOrDefault() is { } version)
        {
            throw new BadHttpRequestException(
                $"header {BinaryModeHeader} '{version}': must not be there; an event is sent with its attributes in the body "
                + "(structured mode), one or a list",
                StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
