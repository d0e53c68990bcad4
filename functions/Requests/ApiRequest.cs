using System.Globalization;
using Microsoft.AspNetCore.Http;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Game;

namespace RingRift.Functions.Requests;

/// <summary>
/// The way every HTTP function answers: first query and body are held to the rules of all addresses, then the function is asked. Any fault
/// of a request is answered with a problem document that names value and rule, and a stored record that this version cannot read with one
/// that names the record.
/// </summary>
internal static class ApiRequest
{
    /// <summary>Answers a request that has no body, or one that does not count.</summary>
    public static Task<IResult> AnswerAsync(
        HttpRequest request, QueryNames names, Func<Task<IResult>> answer, CancellationToken cancellationToken) =>
        AnswerAsync(request, names, _ => answer(), cancellationToken);

    /// <summary>Answers a request that has neither query nor body: 200 with the value as JSON.</summary>
    public static Task<IResult> ShowAsync<T>(HttpRequest request, Func<Task<T>> read, CancellationToken cancellationToken) =>
        AnswerAsync(request, QueryNames.None, async _ => Results.Json(await read(), EventJson.Options), cancellationToken);

    /// <summary>Answers a request whose path names a config and which has no query; 400 for a config there is none of.</summary>
    public static Task<IResult> AnswerForConfigAsync(
        HttpRequest request, string config, Func<ReadOnlyMemory<byte>, Task<IResult>> answer, CancellationToken cancellationToken) =>
        AnswerAsync(
            request,
            QueryNames.None,
            body => GameConfig.TryParse(config, out _)
                ? answer(body)
                : throw new ArgumentException(
                    $"'{config}' is no config; it is a board (square8, square19, hex8, hexagonal), '_', 2 to 4 players and 'p', "
                    + "for example hex8_2p"),
            cancellationToken);

    /// <summary>Answers a request whose path names a config and which has no query: 200 with the value as JSON.</summary>
    public static Task<IResult> ShowForConfigAsync<T>(
        HttpRequest request, string config, Func<Task<T>> read, CancellationToken cancellationToken) =>
        AnswerForConfigAsync(request, config, async _ => Results.Json(await read(), EventJson.Options), cancellationToken);

    /// <summary>404 with what there is none of.</summary>
    public static IResult NotFound(string why) => Results.Problem(why, statusCode: StatusCodes.Status404NotFound);

    /// <summary>A number in the path.</summary>
    /// <exception cref="ArgumentException">It is none, or below the least.</exception>
    public static int NumberOf(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"{name} is '{text}'; it is a whole number from {least}");

    /// <summary>A number in the query, from 0.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name in the query.</param>
    /// <param name="most">The highest number.</param>
    /// <param name="without">The number where the query has none.</param>
    /// <exception cref="ArgumentException">It is none, or above the highest.</exception>
    public static int CountOf(HttpRequest request, string name, int most, int without)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = request.Query[name].FirstOrDefault();
        return text is null ? without
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most ? count
            : throw new ArgumentException($"{name} is '{text}'; it is a whole number from 0 to {most}");
    }

    /// <summary>Answers a request with a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The names that its query may hold.</param>
    /// <param name="answer">Makes the answer from the body; an <see cref="ArgumentException"/> tells the fault of the request.</param>
    /// <param name="cancellationToken">Cancelled when the caller has gone.</param>
    public static async Task<IResult> AnswerAsync(
        HttpRequest request, QueryNames names, Func<ReadOnlyMemory<byte>, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            names.Require(request.Query);
            return await answer(await RequestBody.ReadAsync(request, cancellationToken));
        }
        catch (BadHttpRequestException broken)
        {
            return Results.Problem(broken.Message, statusCode: broken.StatusCode);
        }
        catch (ArgumentException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (UnreadableRecordException unreadable)
        {
            return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
