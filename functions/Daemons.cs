using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Functions;

/// <summary>Daemons: the one timer of the pipeline, and the health of the work it starts.</summary>
public sealed class Daemons(DaemonRunner runner, DaemonReportReader reader)
{
    private const string EveryFiveSeconds = "*/5 * * * * *";

    /// <summary>Looks at every daemon once, and runs those that are due.</summary>
    [Function(nameof(RunDaemons))]
    public Task RunDaemons([TimerTrigger(EveryFiveSeconds)] TimerInfo timer, CancellationToken cancellationToken) =>
        runner.RunDueAsync(cancellationToken);

    /// <summary><c>GET /api/daemons</c>: 200 with every daemon's health.</summary>
    [Function(nameof(ReadDaemons))]
    public Task<IResult> ReadDaemons(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "daemons")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.ShowAsync(request, () => reader.ReadAsync(cancellationToken), cancellationToken);
}
