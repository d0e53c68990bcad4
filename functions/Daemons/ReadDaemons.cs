using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Functions.Daemons;

/// <summary>Says how the daemons are.</summary>
public sealed class ReadDaemons(DaemonReportReader reader)
{
    /// <summary><c>GET /api/daemons</c>: 200 with every daemon's health.</summary>
    [Function(nameof(ReadDaemons))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "daemons")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(
            request, QueryNames.None, async () => Results.Json(await reader.ReadAsync(cancellationToken), EventJson.Options), cancellationToken);
}
