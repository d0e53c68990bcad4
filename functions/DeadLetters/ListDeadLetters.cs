using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.DeadLetters;

/// <summary>Lists the events that were given up.</summary>
public sealed class ListDeadLetters(IDeadLetterStore store)
{
    private const int DefaultCount = 100;
    private const int LargestCount = 1000;

    /// <summary><c>GET /api/dead-letters?take=N</c>: newest first, N from 1 to 1000 (100).</summary>
    [Function(nameof(ListDeadLetters))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query["take"].FirstOrDefault() ?? DefaultCount.ToString(CultureInfo.InvariantCulture);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var take) || take is < 1 or > LargestCount)
        {
            return Results.Problem(
                $"take is '{text}'; it is a whole number from 1 to {LargestCount}", statusCode: StatusCodes.Status400BadRequest);
        }

        var letters = new List<DeadLetter>();
        await foreach (var letter in store.ListAsync(cancellationToken))
        {
            letters.Add(letter);
            if (letters.Count == take)
            {
                break;
            }
        }

        return Results.Json(letters, EventJson.Options);
    }
}
