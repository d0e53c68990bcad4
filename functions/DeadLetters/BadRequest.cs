using Microsoft.AspNetCore.Http;

namespace RingRift.Functions.DeadLetters;

/// <summary>Answers a request that breaks a rule with the value and the rule.</summary>
internal static class BadRequest
{
    public static async Task<IResult> GuardAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception broken) when (broken is ArgumentException or BadHttpRequestException)
        {
            return Results.Problem(broken.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
