using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Scaling;

namespace RingRift.Functions.Scaling;

/// <summary>Says how many GPU workers are wanted, why, and what they used of the budget.</summary>
public sealed class ReadScaler(ScalerReportReader reader)
{
    /// <summary><c>GET /api/scaler</c>: 200 with the last decision for each kind of work and the GPU-hours of the last days.</summary>
    [Function(nameof(ReadScaler))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "scaler")] HttpRequest request, CancellationToken cancellationToken) =>
        await UnreadableAnswer.GuardAsync(async () => Results.Json(await reader.ReadAsync(cancellationToken), EventJson.Options));
}
