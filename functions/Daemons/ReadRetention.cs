using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Retention;

namespace RingRift.Functions.Daemons;

/// <summary>Says what retention would delete now.</summary>
public sealed class ReadRetention(RetentionReportReader reader)
{
    /// <summary><c>GET /api/retention</c>: 200 with a <see cref="RetentionReport"/>. Deletes nothing.</summary>
    [Function(nameof(ReadRetention))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "retention")] HttpRequest request, CancellationToken cancellationToken) =>
        await UnreadableAnswer.GuardAsync(async () => Results.Json(await reader.ReadAsync(cancellationToken), EventJson.Options));
}
