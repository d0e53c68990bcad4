using Microsoft.AspNetCore.Http;
using RingRift.Eventing.Records;

namespace RingRift.Functions.Requests;

/// <summary>
/// The way every HTTP function answers: first query and body are held to what all addresses have in common, then the function is asked. Whatever is wrong with
/// a request is answered with a problem document that names value and rule, and a stored record that this version cannot read with one that names the record.
/// </summary>
internal static class ApiRequest
{
    /// <summary>Answers a request that has no body, or one that does not count.</summary>
    public static Task<IResult> AnswerAsync(HttpRequest request, QueryNames names, Func<Task<IResult>> answer, CancellationToken cancellationToken) =>
        AnswerAsync(request, names, _ => answer(), cancellationToken);

    /// <summary>Answers a request with a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">What its query may hold.</param>
    /// <param name="answer">Makes the answer from the body; an <see cref="ArgumentException"/> says what is wrong with the request.</param>
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
