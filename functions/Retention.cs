using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Functions;

/// <summary>Retention: says in advance which data is too old to be kept.</summary>
public sealed class Retention(RetentionReportReader reader)
{
    /// <summary><c>GET /api/retention</c>: 200 with a <see cref="RetentionReport"/>. Deletes nothing.</summary>
    [Function(nameof(ReadRetention))]
    public Task<IResult> ReadRetention(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "retention")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.ShowAsync(request, () => reader.ReadAsync(cancellationToken), cancellationToken);
}
