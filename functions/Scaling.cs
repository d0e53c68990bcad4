using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Functions;

/// <summary>Scaling: says how many GPU workers are wanted, why, and how much of the budget they have used.</summary>
public sealed class Scaling(ScalerReportReader reader)
{
    /// <summary><c>GET /api/scaler</c>: 200 with the last decision for each kind of work and the GPU-hours of the last days.</summary>
    [Function(nameof(ReadScaler))]
    public Task<IResult> ReadScaler(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "scaler")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.ShowAsync(request, () => reader.ReadAsync(cancellationToken), cancellationToken);
}
