using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Functions.Scaling;

/// <summary>Says how many GPU workers are wanted, why, and what they used of the budget.</summary>
public sealed class ReadScaler(ScalerReportReader reader)
{
    /// <summary><c>GET /api/scaler</c>: 200 with the last decision for each kind of work and the GPU-hours of the last days.</summary>
    [Function(nameof(ReadScaler))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "scaler")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(
            request, QueryNames.None, async () => Results.Json(await reader.ReadAsync(cancellationToken), EventJson.Options), cancellationToken);
}
