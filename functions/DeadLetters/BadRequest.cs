using Microsoft.AspNetCore.Http;
using RingRift.Functions.Handling;

namespace RingRift.Functions.DeadLetters;

/// <summary>Answers a request that breaks a rule with the value and the rule.</summary>
internal static class BadRequest
{
    /// <remarks>A stored record that this version cannot read is a problem of the server, and is named too.</remarks>
    public static async Task<IResult> GuardAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await UnreadableAnswer.GuardAsync(answer);
        }
        catch (Exception broken) when (broken is ArgumentException or BadHttpRequestException)
        {
            return Results.Problem(broken.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
