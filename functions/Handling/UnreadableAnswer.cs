using Microsoft.AspNetCore.Http;
using RingRift.Pipeline.Records;

namespace RingRift.Functions.Handling;

/// <summary>Answers a question about a stored record that this version cannot read with the record's name and what is wrong with it.</summary>
internal static class UnreadableAnswer
{
    public static async Task<IResult> GuardAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (UnreadableRecordException unreadable)
        {
            return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
