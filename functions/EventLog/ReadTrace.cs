using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Functions.Requests;

namespace RingRift.Functions.EventLog;

/// <summary>Shows a chain of events by cause and effect.</summary>
public sealed class ReadTrace(EventTraceReader traces)
{
    private const string Segment = "traces";
    private const string Correlation = "correlation";
    private static readonly QueryNames Names = new(Correlation, "before", "after");

    /// <summary>
    /// <c>GET /api/traces/{correlation}?before=N&amp;after=N</c>: 200 with an <see cref="EventTrace"/>, 404 when the log holds no event of it. Causes and
    /// effects are followed into N iterations before and after, 0 to 1000 (0). The correlation is percent-encoded, and may hold slashes as they are; as
    /// <c>GET /api/traces?correlation=</c> it may be any text, dots alone too, which addresses have no room for in a path.
    /// </summary>
    [Function(nameof(ReadTrace))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Segment + "/{*correlation}")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, Names, () => ReadAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = Asked(request);
        var (before, after) = (CountOf(request, "before"), CountOf(request, "after"));
        foreach (var correlation in asked)
        {
            if (await traces.ReadAsync(correlation, before, after, cancellationToken) is { } trace)
            {
                return Results.Json(trace, EventJson.Options);
            }
        }

        return Results.Problem(
            $"correlation '{asked[0]}': the event log holds no event of it; it is a config and an iteration, for example hex8_2p-0003",
            statusCode: StatusCodes.Status404NotFound);
    }

    private static IReadOnlyList<string> Asked(HttpRequest request) => (PathText.After(request, Segment), request.Query[Correlation].FirstOrDefault()) switch
    {
        ([], { Length: > 0 } text) => [text],
        ([], _) => throw new ArgumentException("correlation: must be there, behind /traces/ or as ?correlation="),
        (var path, null) => path,
        (_, { } text) => throw new ArgumentException($"query 'correlation={text}': must not stand beside a correlation in the path"),
    };

    private static int CountOf(HttpRequest request, string name)
    {
        var text = request.Query[name].FirstOrDefault() ?? "0";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= EventTraceReader.MostNeighbours
            ? count
            : throw new ArgumentException($"{name} is '{text}'; it is a whole number from 0 to {EventTraceReader.MostNeighbours}");
    }
}
