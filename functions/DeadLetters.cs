using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions;

/// <summary>Dead letters: lists and shows the events that were given up, sends them again, or marks them as not wanted any more.</summary>
public sealed class DeadLetters(IDeadLetterStore store, DeadLetterOperations operations, TimeProvider time)
{
    private const int DefaultSize = 100;

    private static readonly QueryNames ListNames =
        new("status", "consumer", "type", "config", "correlation", "text", "from", "to", "take", "continuation");

    /// <summary>
    /// <c>GET /api/dead-letters</c>: <c>{letters, continuation}</c>, newest first and without bodies; <c>unreadable</c> names letters of
    /// another version. <c>take</c> is 1 to 1000 (100), <c>continuation</c> that of the page before; status, consumer, type, config,
    /// correlation, text, from and to filter.
    /// </summary>
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, ListNames, async () =>
        {
            var size = SizeOf(request.Query["take"].FirstOrDefault());
            var query = DeadLetterFilter.Of(request.Query).ToQuery(time.GetUtcNow());
            var page = await store.ListAsync(query, size, request.Query["continuation"].FirstOrDefault(), cancellationToken);
            return Results.Json(
                new
                {
                    letters = page.Letters.Select(stored => DeadLetterSummary.Of(stored.Letter)),
                    continuation = page.Continuation,
                    unreadable = page.Unreadable.OrNull(),
                },
                EventJson.Options);
        }, cancellationToken);

    /// <summary><c>GET /api/dead-letters/{id}</c>: 200 with the whole letter, 404 when there is none.</summary>
    [Function(nameof(ReadDeadLetter))]
    public Task<IResult> ReadDeadLetter(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(
            request,
            QueryNames.None,
            async () => await store.GetAsync(id, cancellationToken) is { } stored
                ? Results.Json(stored.Letter, EventJson.Options)
                : ApiRequest.NotFound($"there is no dead letter '{id}'; GET /api/dead-letters lists them"),
            cancellationToken);

    /// <summary>
    /// <c>POST /api/dead-letters/redrive</c> with a <see cref="DeadLetterCommand"/>: sends letters to the consumer that gave them up, and
    /// to nobody else. 200 with the outcome for each letter, 400 for a wrong request.
    /// </summary>
    [Function(nameof(RedriveDeadLetters))]
    public Task<IResult> RedriveDeadLetters(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/redrive")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var command = JsonCommand.Read<DeadLetterCommand>(body);
            var report = await operations.RedriveAsync(
                command.Selection(time.GetUtcNow()), command.CheckedReason(), command.DryRun, cancellationToken);
            return Results.Json(report, EventJson.Options);
        }, cancellationToken);

    /// <summary>
    /// <c>POST /api/dead-letters/discard</c> with a <see cref="DeadLetterCommand"/>: marks letters as not wanted any more. 200 with the
    /// outcome for each letter, 400 for a wrong request.
    /// </summary>
    [Function(nameof(DiscardDeadLetters))]
    public Task<IResult> DiscardDeadLetters(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/discard")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var command = JsonCommand.Read<DeadLetterCommand>(body);
            var report = await operations.DiscardAsync(
                command.Selection(time.GetUtcNow()), command.CheckedReason(), command.DryRun, cancellationToken);
            return Results.Json(report, EventJson.Options);
        }, cancellationToken);

    private static int SizeOf(string? text) => text is null
        ? DefaultSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= DeadLetterPage.Largest
            ? size
            : throw new ArgumentException($"take is '{text}'; it is a whole number from 1 to {DeadLetterPage.Largest}");
}
