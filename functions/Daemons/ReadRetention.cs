using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Functions.Daemons;

/// <summary>Says what retention would delete now.</summary>
public sealed class ReadRetention(RetentionReportReader reader)
{
    /// <summary><c>GET /api/retention</c>: 200 with a <see cref="RetentionReport"/>. Deletes nothing.</summary>
    [Function(nameof(ReadRetention))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "retention")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(
            request, QueryNames.None, async () => Results.Json(await reader.ReadAsync(cancellationToken), EventJson.Options), cancellationToken);
}
