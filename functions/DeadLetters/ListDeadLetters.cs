using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;

namespace RingRift.Functions.DeadLetters;

/// <summary>Lists the events that were given up.</summary>
public sealed class ListDeadLetters(IDeadLetterStore store, TimeProvider time)
{
    private const int DefaultSize = 100;
    private static readonly QueryNames Names = new("status", "consumer", "type", "config", "correlation", "text", "from", "to", "take", "continuation");

    /// <summary>
    /// <c>GET /api/dead-letters</c>: <c>{letters, continuation}</c>, newest first and without bodies; <c>unreadable</c> names letters of another version.
    /// <c>take</c> is 1 to 1000 (100), <c>continuation</c> that of the page before; status, consumer, type, config, correlation, text, from and to filter.
    /// </summary>
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, Names, async () =>
        {
            var size = SizeOf(request.Query["take"].FirstOrDefault());
            var page = await store.ListAsync(
                DeadLetterFilter.Of(request.Query).ToQuery(time.GetUtcNow()), size, request.Query["continuation"].FirstOrDefault(), cancellationToken);
            return Results.Json(
                new
                {
                    letters = page.Letters.Select(stored => DeadLetterSummary.Of(stored.Letter)),
                    continuation = page.Continuation,
                    unreadable = page.Unreadable.OrNull(),
                },
                EventJson.Options);
        }, cancellationToken);

    private static int SizeOf(string? text) => text is null
        ? DefaultSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= DeadLetterPage.Largest
            ? size
            : throw new ArgumentException($"take is '{text}'; it is a whole number from 1 to {DeadLetterPage.Largest}");
}
