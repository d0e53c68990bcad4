using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Functions.Runs;
using RingRift.Game;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Rollbacks;

namespace RingRift.Functions.Rollbacks;

/// <summary>Makes an earlier champion champion again because a person asks for it.</summary>
public sealed class RollBackChampion(ChampionRollbacks rollbacks, OutboxDispatcher outbox)
{
    /// <summary>
    /// <c>POST /api/champions/{config}/rollback</c> with a <see cref="RollbackCommand"/>: 200 with what is champion now, also when it was before; 409 where the
    /// state does not allow it, 400 for a wrong request.
    /// </summary>
    [Function(nameof(RollBackChampion))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "champions/{config}/rollback")] HttpRequest request,
        string config,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GameConfig.TryParse(config, out _) ? await UnreadableAnswer.GuardAsync(() => RollBackAsync(request, config, cancellationToken)) : UnknownConfig.Answer(config);
    }

    private async Task<IResult> RollBackAsync(HttpRequest request, string config, CancellationToken cancellationToken)
    {
        try
        {
            var command = await JsonSerializer.DeserializeAsync<RollbackCommand>(request.Body, EventJson.Options, cancellationToken)
                ?? throw new JsonException("it is null; it must be an object with to and reason");
            var report = await rollbacks.RollBackAsync(config, command.To, command.Reason, cancellationToken);
            await outbox.DispatchAsync(AggregateKey.Regression(report.Config), cancellationToken);
            return Results.Json(report, EventJson.Options);
        }
        catch (JsonException malformed)
        {
            return Results.Problem($"body: {malformed.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (ArgumentException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (RollbackRefusedException refused)
        {
            return Results.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
