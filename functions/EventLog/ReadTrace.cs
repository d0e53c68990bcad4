using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.EventLog;

/// <summary>Shows a chain of events by cause and effect.</summary>
public sealed class ReadTrace(EventTraceReader traces)
{
    /// <summary>
    /// <c>GET /api/traces/{correlation}?before=N&amp;after=N</c>: 200 with an <see cref="EventTrace"/>, 404 when the log holds no event of it. Causes and
    /// effects are followed into N iterations before and after, 0 to 1000 (0).
    /// </summary>
    [Function(nameof(ReadTrace))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "traces/{correlation}")] HttpRequest request,
        string correlation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TryReadCount(request, "before", out var before, out var problem) || !TryReadCount(request, "after", out var after, out problem))
        {
            return problem!;
        }

        return await UnreadableAnswer.GuardAsync(async () => await traces.ReadAsync(correlation, before, after, cancellationToken) is { } trace
            ? Results.Json(trace, EventJson.Options)
            : Results.Problem(
                $"correlation '{correlation}': the event log holds no event of it; it is a config and an iteration, for example hex8_2p-0003",
                statusCode: StatusCodes.Status404NotFound));
    }

    private static bool TryReadCount(HttpRequest request, string name, out int count, out IResult? problem)
    {
        var text = request.Query[name].FirstOrDefault() ?? "0";
        var isCount = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= EventTraceReader.MostNeighbours;
        problem = isCount
            ? null
            : Results.Problem(
                $"{name} is '{text}'; it is a whole number from 0 to {EventTraceReader.MostNeighbours}", statusCode: StatusCodes.Status400BadRequest);
        return isCount;
    }
}
