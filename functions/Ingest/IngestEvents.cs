using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Ingest;

namespace RingRift.Functions.Ingest;

/// <summary>Takes events of other systems, RingRift's Python nodes above all.</summary>
public sealed class IngestEvents(EventIngest ingest)
{
    /// <summary>
    /// <c>POST /api/events</c> with one event or a list of events, CloudEvents or <c>{type, payload, source, timestamp}</c>: 202 with an
    /// <see cref="IngestReport"/> when at least one is accepted, 400 when none is or the body is no such JSON, 413 when it is too large.
    /// </summary>
    [Function(nameof(IngestEvents))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var body = await LimitedBody.ReadAsync(request.Body, IngestLimits.MostBodyBytes, cancellationToken);
            var report = await ingest.TakeAsync(body, cancellationToken);
            return Results.Json(
                report, EventJson.Options, statusCode: report.Accepted > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest);
        }
        catch (IngestFormatException refused)
        {
            return Results.Problem(
                refused.Message, statusCode: refused.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
    }
}
